import type { BakePlan } from '../../bake/bake-plan';
import type { BuildResult } from '../../engine/build-result';
import { formatReference } from '../../images/tags/format-reference';
import type { Problem } from '../../problems/problem';
import type { PushedImage } from '../../report/format-digests';
import type { ImageRecords } from '../../workspace/cache/image-records';
import type { ReadKeys } from '../keys/read-keys';
import type { RunContext } from '../run-context';
import type { RunPlan } from '../run-plan';
import { findImages } from './find-images';
import { type CachedTargets, importCachedTargets, planCacheable } from './import-cached-targets';
import { reuseImages } from './reuse-images';

/** What of a run exists, and what is left to do. */
export interface LookedUp {
  /** The whole plan, with all targets that a cache may have as images. */
  readonly whole: BakePlan;
  /** What is left of it to build. */
  readonly left: BakePlan;
  /** The same with images of a cache in place of targets. */
  readonly kept: CachedTargets;
  /** Results of the images that exist with everything a task requests. */
  readonly done: readonly BuildResult[];
  /** Those of them that are in their registries. */
  readonly published: readonly PushedImage[];
  /** Results of images that exist and are yet to be pushed. */
  readonly unpushed: readonly BuildResult[];
  readonly records: ImageRecords;
  readonly notes: readonly Problem[];
}

/** Looks up which images of a plan exist, and what of the others a cache has. */
export async function lookUp(
  plan: RunPlan,
  bake: BakePlan,
  { keys, source }: ReadKeys,
  context: RunContext,
): Promise<LookedUp> {
  const whole = planCacheable(plan, bake);
  const found = await findImages(plan, keys, context);
  const { existing, ...reuse } = await reuseImages(plan, whole, { keys, found, context });
  const kept = await importCachedTargets(plan, reuse.bake, { whole, source, context });
  const unpushed = existing.filter((result) => isUnpushed(result, plan));
  return {
    whole,
    left: reuse.bake,
    kept,
    done: existing.filter((result) => !unpushed.includes(result)),
    published: alreadyPublished(existing, plan),
    unpushed,
    records: found.records,
    notes: [...reuse.notes, ...kept.notes],
  };
}

/** Whether an image exists that is yet to be pushed, since nobody asked its registries for it. */
function isUnpushed({ image, published }: BuildResult, { push }: RunPlan): boolean {
  return published === undefined && push.images.some((each) => each.image.id === image);
}

/** Images that were to be pushed, and that their registries had. */
function alreadyPublished(
  existing: readonly BuildResult[],
  { push, requests }: RunPlan,
): readonly PushedImage[] {
  return push.images.flatMap(({ image: { id: image }, references }) => {
    const published = existing.find((each) => each.image === image)?.published;
    return published && requests.some((request) => request.image.id === image)
      ? [{ image, digest: published, pushed: references.map(formatReference) }]
      : [];
  });
}
