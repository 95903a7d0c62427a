import { chooseGroups, groupBounds } from '../../images/shared-layers/choose-groups';
import { largePackages, newlyLarge } from '../../images/shared-layers/large-packages';
import type { LayerGroup, LayerGroups } from '../../images/shared-layers/layer-groups';
import { measureStacks, type SharingBytes } from '../../images/shared-layers/measure-sharing';
import type { SharingStacks } from '../../images/shared-layers/sharing-image';
import type { Problem } from '../../problems/problem';

/** What layer groups are planned from. */
export interface SharedLayersFacts {
  /** Images that may share layers, by stack. */
  readonly stacks: SharingStacks;
  /** The layer groups of the file. */
  readonly known?: LayerGroups;
  /** Why nothing is known of further images: grouped without them, they would lose their layers. */
  readonly unread?: readonly Problem[];
}

/** New layer groups, and the sizes of images with them and with the groups of the file. */
export interface SharedLayersPlan {
  /** Absent where no image shares anything. */
  readonly layerGroups?: LayerGroups;
  readonly before: SharingBytes;
  readonly after: SharingBytes;
  /** Names of large packages that get a layer of their own by it; sorted. */
  readonly apart: readonly string[];
}

/** Bytes that a new grouping has to save before it is worth new layers for everyone. */
const WORTH_BYTES = 5_000_000;

/** The part of all bytes that it has to save as well. */
const WORTH_SHARE = 0.1;

/** Groups the packages of all stacks from scratch. A stack of one image has nothing to share. */
export function planSharedLayers(facts: SharedLayersFacts): SharedLayersPlan {
  return planWith(facts, new Map());
}

/**
 * What `nx sync` makes of the groups there are: as they stand with others beside them, for packages that
 * are in none, and without packages that have become large; or new ones, where that saves so much more that it is worth
 * new layers for everyone.
 *
 * @returns undefined where nothing is worth a change, and where not all images are known
 */
export function renewSharedLayers(facts: SharedLayersFacts): SharedLayersPlan | undefined {
  if (facts.unread?.length) return undefined;
  const renewed = planSharedLayers(facts);
  if (!facts.known) return renewed.layerGroups && renewed;
  const extended = planWith(facts, facts.known.stacks);
  const more = extended.after.distinct - renewed.after.distinct;
  if (more >= WORTH_BYTES && more >= WORTH_SHARE * extended.after.distinct) return renewed;
  return extended.apart.length > 0 || extended.after.distinct < extended.before.distinct
    ? extended
    : undefined;
}

/** @param kept groups that stay as they are, by stack */
function planWith(
  { stacks, known }: SharedLayersFacts,
  kept: LayerGroups['stacks'],
): SharedLayersPlan {
  const together = known?.together ?? [];
  const bounds = groupBounds(known);
  const chosen = new Map([
    ...kept,
    ...[...stacks].map(([name, images]): [string, readonly LayerGroup[]] => [
      name,
      chooseGroups(images, together, bounds, kept.get(name)),
    ]),
  ]);
  const layerGroups = {
    ...known,
    together,
    stacks: new Map([...chosen].filter(([, groups]) => groups.length > 0)),
  };
  const isEmpty = layerGroups.stacks.size === 0 && !known;
  return {
    ...(!isEmpty && { layerGroups }),
    before: measureStacks(stacks, known ?? { stacks: new Map(), together }),
    after: measureStacks(stacks, layerGroups),
    apart: [...stacks]
      .flatMap(([name, images]) =>
        newlyLarge(largePackages(images, together, bounds), known?.stacks.get(name) ?? []).flat(),
      )
      .sort(),
  };
}
