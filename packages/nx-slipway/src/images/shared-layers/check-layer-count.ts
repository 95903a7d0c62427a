import type { LayersProblem } from '../../problems/kinds/dockerfiles/layers-problem';
import { MOST_PACKAGE_LAYERS } from './layer-bounds';
import { LAYER_GROUPS_FILE } from './layer-groups';
import type { SharedLayer } from './shared-layer';

/** Whether an image has more shared layers than an engine takes. @param image its id */
export function checkLayerCount(
  image: string,
  layers: readonly SharedLayer[],
): readonly LayersProblem[] {
  const count = layers.reduce((sum, { parts = 1 }) => sum + parts, 0);
  if (count <= MOST_PACKAGE_LAYERS) return [];
  const [widest] = [...layers].sort((a, b) => (b.parts ?? 1) - (a.parts ?? 1));
  return [
    {
      kind: 'layers-too-many',
      place: { file: LAYER_GROUPS_FILE },
      image,
      layers: count,
      most: MOST_PACKAGE_LAYERS,
      ...(widest?.parts !== undefined && { split: { group: widest.name, layers: widest.parts } }),
    },
  ];
}
