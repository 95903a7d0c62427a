import { type Candidate, groupCandidates } from './group-candidates';
import { groupingSteps } from './grouping-steps';
import { countInEither, type ImageSet, imageSet } from './image-set';
import type { LayerGroup, LayerGroups } from './layer-groups';
import { packageBytes, type SharingImage } from './sharing-image';
import { useLayers } from './use-layers';

/** Bounds of layer groups. */
export interface GroupBounds {
  /** Shared layers of one image at most. */
  readonly maxLayers: number;
  /** Bytes that a layer saves at least, all images together. */
  readonly minSaving: number;
}

/**
 * Overlay file systems bear about 125 layers, a base has some ten and libraries may take sixty; every
 * layer is one more request of a node that pulls. What saves less than a tenth of a megabyte in a whole
 * workspace is not worth that.
 */
export const DEFAULT_BOUNDS: GroupBounds = { maxLayers: 24, minSaving: 100_000 };

/**
 * Chooses which packages of a stack's images form shared layers. It starts from packages that the same
 * images have, a layer each, which repeats nothing; then, as long as a layer saves too little or an
 * image has too many, it takes the step that costs the fewest bytes: two layers become one, or one is
 * given up. The same images give the same groups, in whatever order they come.
 *
 * The groups are in the order of their layers. An engine unpacks a layer once for each order of layers
 * below it, so what most images have comes first.
 *
 * @param kept groups that stay as they are: others are chosen beside them, for what is in none of them
 * @returns the kept groups in their order, and the chosen ones on top of them
 */
export function chooseGroups(
  images: readonly SharingImage[],
  together: LayerGroups['together'] = [],
  bounds: GroupBounds = DEFAULT_BOUNDS,
  kept: readonly LayerGroup[] = [],
): readonly LayerGroup[] {
  const sorted = [...images].sort((a, b) => (a.id < b.id ? -1 : 1));
  const settled = new Set(kept.flatMap(({ packages }) => packages));
  const open = sorted.map((image) => ({
    ...image,
    closure: image.closure.filter(({ name }) => !settled.has(name)),
  }));
  const layers = sorted.map(
    ({ closure, hasOwnBuilder }) => useLayers(closure, kept, { together, hasOwnBuilder }).length,
  );
  const bytesOf = packageBytes(sorted);
  const weight = new Map(
    sorted.flatMap(({ closure }) => closure).map((each) => [each.name, bytesOf(each)]),
  );
  const chosen = [...reduce(groupCandidates(open, together), layers, bounds)].sort(widestFirst);
  return [
    ...kept,
    ...chosen.map(({ packages }) => ({ name: heaviest(packages, weight), packages })),
  ];
}

/** Of groups that as many images have, the larger one first; a package is in one group only. */
function widestFirst(one: Candidate, other: Candidate): number {
  return (
    countInEither(other.users, other.users) - countInEither(one.users, one.users) ||
    other.bytes - one.bytes ||
    (one.packages.join() < other.packages.join() ? -1 : 1)
  );
}

/** The name of a group: a package is in one group only, so no two groups have one name. */
function heaviest(packages: readonly string[], weight: ReadonlyMap<string, number>): string {
  return packages.reduce((best, each) =>
    (weight.get(each) ?? 0) > (weight.get(best) ?? 0) ? each : best,
  );
}

/** @param keptLayers how many layers each image has already */
function reduce(
  candidates: readonly Candidate[],
  keptLayers: readonly number[],
  { maxLayers, minSaving }: GroupBounds,
): readonly Candidate[] {
  const steps = groupingSteps(candidates);
  const isSmall = ({ saving }: Candidate): boolean => saving < minSaving;
  while (steps.takeCheapest((one, other) => (isSmall(one) || isSmall(other) ? 1 : 0), 1));
  let isRelieved = true;
  for (let over = crowded(); over.count > 0 && isRelieved; over = crowded()) {
    const { images, count } = over;
    isRelieved = steps.takeCheapest(
      (one, other) => countInEither(images, one.users, other.users),
      count,
    );
  }
  return steps.groups();

  /** Images with more layers than they may have. */
  function crowded(): { readonly images: ImageSet; readonly count: number } {
    const imageCount = keptLayers.length;
    const layers = Uint16Array.from(keptLayers);
    for (const { contents } of steps.groups()) {
      for (let image = 0; image < imageCount; image += 1) {
        if (contents[image] !== 0) layers[image] = (layers[image] ?? 0) + 1;
      }
    }
    const images = imageSet(imageCount, (image) => (layers[image] ?? 0) > maxLayers);
    return { images, count: countInEither(images, images) };
  }
}
