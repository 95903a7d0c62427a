import type { BakePlan } from '../../bake/bake-plan';
import type { TargetKey } from '../../bake/keys/plan-keys';
import { linkPublished, withLabels, withoutImages } from '../../bake/reuse/reuse-targets';
import type { BuildResult } from '../../engine/build-result';
import { engineOf } from '../../engine/engine-of';
import { KEY_LABEL } from '../../images/model/key-label';
import { chosenCompression } from '../../images/options/compression';
import type { Problem } from '../../problems/problem';
import { engineClient, type RunContext } from '../run-context';
import type { RunPlan } from '../run-plan';
import type { FoundImage, FoundImages } from './find-images';
import { retagExisting } from './retag-existing';

/** What of a plan is there already. */
export interface Reuse {
  /** What is left to build, every image labelled with its key. */
  readonly bake: BakePlan;
  /** Results of the images that exist. */
  readonly existing: readonly BuildResult[];
  /** Why images have no key, and which registries could not be asked for them. */
  readonly notes: readonly Problem[];
}

/** Puts the tags that are asked for on images that exist under their keys, and takes them out of the bake plan. */
export async function reuseImages(
  plan: RunPlan,
  bake: BakePlan,
  {
    keys,
    found: { records, existing, unreachable },
    context,
  }: {
    readonly keys: ReadonlyMap<string, TargetKey>;
    readonly found: FoundImages;
    readonly context: RunContext;
  },
): Promise<Reuse> {
  const { run, abort } = context;
  const taken = await retagExisting([...existing.values()], engineOf(plan.engine), {
    ...engineClient(plan, context),
    // What has not got all by then is left to the build, which does not start.
    run: (command, options) => run(command, { abort, ...options }),
  });
  for (const { key, id, request } of taken) {
    const known = keys.get(request.image.id);
    const isNews = !records.read(key)?.ids.includes(id);
    if (isNews && known?.kind === 'keyed') records.add(key, id, known.parts);
  }
  const existingImages = taken.map(({ request }) => request.image.id);
  const published = taken.flatMap(({ request, stored, published: reference }) =>
    reference && !stored ? [[request.image.id, reference] as const] : [],
  );
  const labels = new Map(
    [...keys].flatMap(([image, key]) => (key.kind === 'keyed' ? [[image, key.key] as const] : [])),
  );
  return {
    bake: linkPublished(
      withoutImages(withLabels(bake, KEY_LABEL, labels), existingImages),
      new Map(published.map(([image, reference]) => [bake.targets[image] ?? '', reference])),
      new Map(plan.requests.map(({ image, options }) => [bake.targets[image.id] ?? '', options])),
    ),
    existing: taken.map(({ request, id, published }) => ({
      image: request.image.id,
      success: true,
      exists: true,
      digest: id,
      ...(request.options.push && published && { published: published.replace(/^.*@/, '') }),
      seconds: 0,
      stepsRun: 0,
      stepsCached: 0,
    })),
    notes: [
      ...plan.requests.flatMap(({ image, options }) => {
        const key = keys.get(image.id);
        return key?.kind === 'keyless' && options.reuse !== 'nowhere' ? key.problems : [];
      }),
      ...unreachable.map((each) => ({ kind: 'registry-unreachable' as const, ...each })),
      ...keptCompression(taken),
    ],
  };
}

/** That images of a registry keep a compression which is not the one that is asked for. */
function keptCompression(taken: readonly FoundImage[]): readonly Problem[] {
  const kept = taken.filter(({ hasOtherCompression }) => hasOtherCompression);
  const compression = chosenCompression(kept.map(({ request }) => request.options.compression));
  const images = kept.map(({ request }) => request.image.id).sort();
  return compression ? [{ kind: 'compression-kept', compression, images }] : [];
}
