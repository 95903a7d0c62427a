import { LAYER_BOUNDS } from './layer-bounds';
import type { LayerGroups } from './layer-groups';
import { LAYER_GROUPS_VERSION } from './parse-layer-groups';

/** Returns the text of shared-layers.json: groups in the order of their layers, all else sorted, one package a line. */
export function formatLayerGroups({ stacks, together, ...bounds }: LayerGroups): string {
  const file = {
    version: LAYER_GROUPS_VERSION,
    ...Object.fromEntries(
      LAYER_BOUNDS.flatMap((bound) =>
        bounds[bound] === undefined ? [] : [[bound, bounds[bound]]],
      ),
    ),
    stacks: Object.fromEntries(
      [...stacks]
        .sort(byName)
        .map(([stack, groups]) => [
          stack,
          Object.fromEntries(
            groups.map(({ name, packages }): [string, readonly string[]] => [
              name,
              [...packages].sort(),
            ]),
          ),
        ]),
    ),
    ...(together.length > 0 && { together }),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
