import { chooseGroups, DEFAULT_BOUNDS } from '../../images/shared-layers/choose-groups';
import type { LayerPartition } from '../../images/shared-layers/layer-partition';
import { measureStacks, type SharingBytes } from '../../images/shared-layers/measure-sharing';
import type { SharingStacks } from '../../images/shared-layers/sharing-image';

/** What a partition is planned from. */
export interface SharedLayersFacts {
  /** Images that may share layers, by stack. */
  readonly stacks: SharingStacks;
  /** The partition there is. */
  readonly known?: LayerPartition;
}

/** A new partition, and what images come to with it and with the one there is. */
export interface SharedLayersPlan {
  /** Absent where no image shares anything. */
  readonly partition?: LayerPartition;
  readonly before: SharingBytes;
  readonly after: SharingBytes;
  /** Whether there was none. */
  readonly isFirst: boolean;
}

/** Bytes that a new grouping has to save before it is worth new layers for everyone. */
const WORTH_BYTES = 5_000_000;

/** The part of all bytes that it has to save as well. */
const WORTH_SHARE = 0.1;

/** Groups the packages of all stacks anew. A stack of one image has nothing to share. */
export function planSharedLayers({ stacks, known }: SharedLayersFacts): SharedLayersPlan {
  const together = known?.together ?? [];
  const maxLayers = known?.maxLayers ?? DEFAULT_BOUNDS.maxLayers;
  const chosen = new Map(
    [...stacks].map(([name, images]) => [
      name,
      chooseGroups(images, together, { ...DEFAULT_BOUNDS, maxLayers }),
    ]),
  );
  const partition = {
    ...known,
    together,
    stacks: new Map([...chosen].filter(([, groups]) => groups.length > 0)),
  };
  const isEmpty = partition.stacks.size === 0 && !known;
  return {
    ...(!isEmpty && { partition }),
    before: measureStacks(stacks, known ?? { stacks: new Map(), together }),
    after: measureStacks(stacks, partition),
    isFirst: known === undefined,
  };
}

/**
 * Whether a new grouping is worth that the images of all who share change once. The first one changes
 * nobody's layers but those it takes the packages out of.
 */
export function isWorthwhile({ partition, before, after, isFirst }: SharedLayersPlan): boolean {
  if (isFirst) return partition !== undefined;
  const saved = before.distinct - after.distinct;
  return saved >= WORTH_BYTES && saved >= WORTH_SHARE * before.distinct;
}
