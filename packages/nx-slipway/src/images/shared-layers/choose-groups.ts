import { type Candidate, groupCandidates } from './group-candidates';
import { groupingSteps } from './grouping-steps';
import { countInEither, type ImageSet, imageSet } from './image-set';
import { largePackages, newlyLarge, withoutLarge } from './large-packages';
import { boundsOf, MEGABYTE, type OwnLayerBounds } from './layer-bounds';
import type { LayerGroup, LayerGroups } from './layer-groups';
import { nameGroups } from './name-groups';
import { packageBytes, type SharingImage } from './sharing-image';
import { splitHeavy } from './split-heavy';
import { useLayers } from './use-layers';

/** Bounds of layer groups. */
export interface GroupBounds {
  /** Shared layers of one image at most. */
  readonly maxLayers: number;
  /** Bytes that a layer saves at least, all images together. */
  readonly minSaving: number;
  /** Bytes of a package from which it has a layer of its own. */
  readonly largeBytes: number;
  /** Bytes of a layer at most, as far as it depends on which packages are together. */
  readonly maxLayerBytes: number;
}

/** Returns the bounds of a workspace. @param own those of its shared-layers.json */
export function groupBounds(own?: OwnLayerBounds): GroupBounds {
  const { maxLayers, largePackageMegabytes, maxLayerMegabytes } = boundsOf(own);
  return {
    maxLayers,
    // What saves less than a tenth of a megabyte in a whole workspace is not worth a layer.
    minSaving: 100_000,
    largeBytes: largePackageMegabytes * MEGABYTE,
    maxLayerBytes: maxLayerMegabytes * MEGABYTE,
  };
}

/**
 * Chooses which packages of a stack's images form shared layers. Large packages have a layer each. Beside them it starts
 * from packages that the same images have, a layer each, which repeats nothing; then, as long as a layer saves too
 * little or an image has too many, it takes the step that costs the fewest bytes: two layers become one, or one is
 * given up. In the end, heavy layers are cut by the weight of their packages. The same images give the same groups, in
 * whatever order they come.
 *
 * The groups are in the order of their layers. An engine unpacks a layer once for each order of layers
 * below it, so large packages come first, then what most images have.
 *
 * @param kept groups that stay as they are, without packages that are large now: others are chosen beside them, for what
 *   is in none of them
 * @returns new layers of large packages, the kept groups in their order, and the chosen ones on top of them
 */
export function chooseGroups(
  images: readonly SharingImage[],
  together: LayerGroups['together'] = [],
  bounds: GroupBounds = groupBounds(),
  kept: readonly LayerGroup[] = [],
): readonly LayerGroup[] {
  const sorted = [...images].sort((a, b) => (a.id < b.id ? -1 : 1));
  const large = largePackages(sorted, together, bounds);
  const settled = [
    ...newlyLarge(large, kept).map((packages) => ({ packages })),
    ...withoutLarge(kept, large),
  ];
  const taken = new Set(settled.flatMap(({ packages }) => packages));
  const open = sorted.map((image) => ({
    ...image,
    closure: image.closure.filter(({ name }) => !taken.has(name)),
  }));
  const layersOf = (groups: readonly Pick<LayerGroup, 'packages'>[]): readonly number[] => {
    const named = groups.map(({ packages }) => ({ name: '', packages }));
    return sorted.map(
      ({ closure, hasOwnBuilder }) => useLayers(closure, named, { together, hasOwnBuilder }).length,
    );
  };
  const bytesOf = packageBytes(sorted);
  const weight = new Map(
    sorted.flatMap(({ closure }) => closure).map((each) => [each.name, bytesOf(each)]),
  );
  const reduced = reduce(groupCandidates(open, together), layersOf(settled), bounds);
  const chosen = splitHeavy([...reduced].sort(widestFirst), {
    ...{ together, weight, bounds },
    fits: (groups) => Math.max(0, ...layersOf([...settled, ...groups])) <= bounds.maxLayers,
  });
  return nameGroups([...settled, ...chosen], weight);
}

/** Of groups that as many images have, the larger one first; a package is in one group only. */
function widestFirst(one: Candidate, other: Candidate): number {
  return (
    countInEither(other.users, other.users) - countInEither(one.users, one.users) ||
    other.bytes - one.bytes ||
    (one.packages.join() < other.packages.join() ? -1 : 1)
  );
}

/** @param keptLayers how many layers each image has already */
function reduce(
  candidates: readonly Candidate[],
  keptLayers: readonly number[],
  { maxLayers, minSaving, maxLayerBytes }: GroupBounds,
): readonly Candidate[] {
  const steps = groupingSteps(candidates);
  const isSmall = ({ saving }: Candidate): boolean => saving < minSaving;
  const isTooLarge = (one: Candidate, other: Candidate): boolean =>
    one !== other && one.bytes + other.bytes > maxLayerBytes;
  while (
    steps.takeCheapest(
      (one, other) => ((isSmall(one) || isSmall(other)) && !isTooLarge(one, other) ? 1 : 0),
      1,
    )
  );
  let isRelieved = true;
  for (let over = crowded(); over.count > 0 && isRelieved; over = crowded()) {
    const { images, count } = over;
    isRelieved = steps.takeCheapest(
      (one, other) => (isTooLarge(one, other) ? 0 : countInEither(images, one.users, other.users)),
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
