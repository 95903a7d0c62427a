import type { BakePlan } from '../../bake/bake-plan';
import type { TargetKey } from '../../bake/plan-keys';
import type { BuildResult } from '../../engine/build-result';
import { tagImageCommand } from '../../engine/image-commands';
import { readStoredImages } from '../../engine/read-stored-images';
import type { ImageOptions, ImageRequest } from '../../images/image-options';
import { KEY_LABEL } from '../../images/key-label';
import { type ExistingImage, planReuse, type WantedImage } from '../../images/plan-reuse';
import type { Problem } from '../../problems/problem';
import { imageRecords } from '../../workspace/image-records';
import type { RunPlan } from './plan-run';
import { type KeySurroundings, readKeys } from './read-keys';

/** Where existing images are looked for. */
export interface ReuseSurroundings extends KeySurroundings {
  /** Absolute; holds the records of this user's builds. */
  readonly recordsFolder: string;
}

/** What of a plan is there already. */
export interface Reuse {
  /** What is left to build, every image labelled with its key. */
  readonly bake: BakePlan;
  /** Results of the images that exist. */
  readonly existing: readonly BuildResult[];
  /** Why images have no key. */
  readonly notes: readonly Problem[];
  /** Writes down under which keys images were built, unless what they are made from has changed meanwhile. */
  readonly remember: (results: readonly BuildResult[]) => void;
}

/** Finds the images of a plan that exist under their keys, and puts the tags on them that are asked for. */
export async function reuseImages(
  run: RunPlan,
  plan: BakePlan,
  surroundings: ReuseSurroundings,
): Promise<Reuse> {
  const records = imageRecords(surroundings.recordsFolder);
  const { keys, readAgain } = await readKeys(run, plan, surroundings);
  const wanted = run.bake.requests.flatMap((request) => {
    const key = keys.get(request.image.id);
    if (key?.kind !== 'keyed' || key.isUncached || !mayExist(request.options)) return [];
    const record = records.read(key.key);
    return record ? [wantedImage(request, key.key, record.id, run.bake.localPlatform)] : [];
  });
  const engine = { run: surroundings.run, cwd: surroundings.workspaceRoot };
  const stored = await readStoredImages(
    wanted.map(({ id }) => id),
    engine,
  );
  const existing = await tagged(planReuse(wanted, stored), surroundings);
  return {
    bake: withoutImages(withLabels(plan, keys), existing),
    existing: existing.map(({ image, id }) => ({
      image,
      success: true,
      exists: true,
      digest: id,
      seconds: 0,
      stepsRun: 0,
      stepsCached: 0,
    })),
    notes: run.bake.requests.flatMap(({ image, options }) => {
      const key = keys.get(image.id);
      return key?.kind === 'keyless' && options.reuse !== 'nowhere' ? key.problems : [];
    }),
    remember(results) {
      const built = results.filter(({ success, exists }) => success && !exists);
      if (built.length === 0) return;
      const now = readAgain();
      for (const { image, digest } of built) {
        const [before, after] = [keys.get(image), now.get(image)];
        if (digest === undefined || before?.kind !== 'keyed' || after?.kind !== 'keyed') continue;
        if (before.key === after.key) {
          records.write(before.key, { id: digest, parts: before.parts });
        }
      }
    },
  };
}

/** Whether an image that exists in the engine's store is all that is asked for. */
function mayExist({ reuse, outputs, load, push }: ImageOptions): boolean {
  return reuse !== 'nowhere' && outputs.length === 0 && load && !push;
}

function wantedImage(
  { image, options }: ImageRequest,
  key: string,
  id: string,
  localPlatform: string,
): WantedImage {
  return {
    image: image.id,
    key,
    id,
    tags: options.tags.length > 0 ? options.tags : [image.reference],
    platforms: options.platforms.length > 0 ? options.platforms : [localPlatform],
  };
}

/** Those of the images that have all their tags in the end; one that cannot get one is built. */
async function tagged(
  existing: readonly ExistingImage[],
  { run, workspaceRoot }: ReuseSurroundings,
): Promise<readonly ExistingImage[]> {
  const outcomes = await Promise.all(
    existing.map(async ({ id, missingTags }) => {
      for (const tag of missingTags) {
        const { exitCode } = await run(tagImageCommand(id, tag, workspaceRoot));
        if (exitCode !== 0) return false;
      }
      return true;
    }),
  );
  return existing.filter((_, index) => outcomes[index]);
}

function withLabels(plan: BakePlan, keys: ReadonlyMap<string, TargetKey>): BakePlan {
  const target = { ...plan.bakeFile.target };
  for (const [image, name] of Object.entries(plan.targets)) {
    const key = keys.get(image);
    const own = target[name];
    if (own && key?.kind === 'keyed') {
      target[name] = { ...own, labels: { ...own.labels, [KEY_LABEL]: key.key } };
    }
  }
  return { ...plan, bakeFile: { ...plan.bakeFile, target } };
}

function withoutImages(plan: BakePlan, existing: readonly ExistingImage[]): BakePlan {
  const there = new Set(existing.map(({ image }) => image));
  const left = Object.entries(plan.targets).filter(([image]) => !there.has(image));
  return { ...plan, targets: Object.fromEntries(left) };
}
