import type { LayersProblem } from '../../problems/kinds/dockerfiles/layers-problem';
import { LAYER_GROUPS_FILE, type LayerGroups } from './layer-groups';
import type { SharingStacks } from './sharing-image';
import { useLayers } from './use-layers';

/** The groups whose layer no image has, as after a package vanished from a lock. @param stacks all images */
export function unusedGroups(
  stacks: SharingStacks,
  layerGroups: LayerGroups,
): readonly LayersProblem[] {
  const { together } = layerGroups;
  return [...layerGroups.stacks].flatMap(([stack, groups]) => {
    const images = stacks.get(stack) ?? [];
    const installed = new Set(images.flatMap(({ closure }) => closure.map(({ name }) => name)));
    return groups
      .filter((group) =>
        images.every(
          ({ closure, hasOwnBuilder }) =>
            useLayers(closure, [group], { together, hasOwnBuilder }).length === 0,
        ),
      )
      .map(({ name, packages }) => ({
        kind: 'layers-unused' as const,
        place: { file: LAYER_GROUPS_FILE },
        stack,
        group: name,
        missing: packages.filter((each) => !installed.has(each)),
      }));
  });
}
