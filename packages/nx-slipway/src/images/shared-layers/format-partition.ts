import type { LayerPartition } from './layer-partition';
import { PARTITION_VERSION } from './parse-partition';

/** The text of the partition file: groups in the order of their layers, all else sorted, one package a line. */
export function formatPartition({ stacks, together, maxLayers }: LayerPartition): string {
  const file = {
    version: PARTITION_VERSION,
    ...(maxLayers !== undefined && { maxLayers }),
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
