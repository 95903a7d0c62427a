/** Third-party packages that are installed together, into one layer that images share. */
export interface LayerGroup {
  /** Unique on its stack. */
  readonly name: string;
  /** Normalised; sorted. A package is in one group of a stack at most. */
  readonly packages: readonly string[];
}

/**
 * Which packages form a shared layer, as the workspace has it committed. It holds no versions: those
 * are in the locks. An image has the layer of a group where its own lock holds all of the group.
 */
export interface LayerGroups {
  /** Groups by stack: a project's name, or a reference where the stack is not of the workspace. */
  readonly stacks: ReadonlyMap<string, readonly LayerGroup[]>;
  /**
   * Sets of packages that own the same files. Each is in one group or in none, and installed one after
   * the other in this order, so that the last one's files count.
   */
  readonly together: readonly (readonly string[])[];
  /** Shared layers of one image at most, where the workspace has a bound of its own. */
  readonly maxLayers?: number;
}

/** The file that holds the layer groups, in the workspace's root. */
export const LAYER_GROUPS_FILE = 'shared-layers.json';

/** Shared layers that an image may be given at most: overlay file systems bear about 125 in all. */
const MOST_LAYERS = 100;

/** What {@link isLayerCount} asks for. */
export const LAYER_COUNT = `a number of layers from 1 to ${MOST_LAYERS}`;

/** Whether something can be a bound of layers. */
export function isLayerCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= MOST_LAYERS;
}
