import type { OwnLayerBounds } from './layer-bounds';

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
export interface LayerGroups extends OwnLayerBounds {
  /** Groups by stack: a project's name, or a reference where the stack is not of the workspace. */
  readonly stacks: ReadonlyMap<string, readonly LayerGroup[]>;
  /**
   * Sets of packages that own the same files. Each is in one group or in none, and installed one after
   * the other in this order, so that the last one's files count.
   */
  readonly together: readonly (readonly string[])[];
}

/** The file that holds the layer groups, in the workspace's root. */
export const LAYER_GROUPS_FILE = 'shared-layers.json';
