import type { BakePlan } from '../../bake/bake-plan';
import { linkPublished, withLabels, withoutImages } from '../../bake/reuse-targets';
import type { BuildResult } from '../../engine/build-result';
import { engineOf } from '../../engine/engine-of';
import type { RegistryClient } from '../../engine/registry-commands';
import { KEY_LABEL } from '../../images/model/key-label';
import type { Problem } from '../../problems/problem';
import { type FindSurroundings, findImages } from './find-images';
import type { RunPlan } from './plan-run';
import type { ReadKeys } from './read-keys';
import { rememberImages } from './remember-images';
import { takeExisting } from './take-existing';

/** What of a plan is there already. */
export interface Reuse {
  /** What is left to build, every image labelled with its key. */
  readonly bake: BakePlan;
  /** Results of the images that exist. */
  readonly existing: readonly BuildResult[];
  /** Why images have no key, and which registries could not be asked for them. */
  readonly notes: readonly Problem[];
  /**
   * Has images found again under the keys they were built under, unless what they are made from has
   * changed meanwhile: writes records of them, and tags those that were pushed with their keys.
   *
   * @returns which of them a registry would not tag
   */
  readonly remember: (results: readonly BuildResult[]) => Promise<readonly Problem[]>;
  readonly readTargets: ReadKeys['readTargets'];
  readonly readAgain: ReadKeys['readAgain'];
}

/** Finds the images of a plan that exist under their keys, and puts the tags on them that are asked for. */
export async function reuseImages(
  run: RunPlan,
  plan: BakePlan,
  surroundings: FindSurroundings,
): Promise<Reuse> {
  const found = await findImages(run, plan, surroundings);
  const { keys, records, existing } = found;
  const client: RegistryClient = {
    cwd: surroundings.workspaceRoot,
    ...(run.builder && { builder: run.builder }),
  };
  const call = { ...client, run: surroundings.run };
  const taken = await takeExisting([...existing.values()], engineOf(run.engine), {
    ...call,
    // What has not got all by then is left to the build, which does not start.
    run: (command, options) => surroundings.run(command, { abort: surroundings.abort, ...options }),
  });
  for (const { key, id, request } of taken) {
    const known = keys.get(request.image.id);
    const isNews = !records.read(key)?.ids.includes(id);
    if (isNews && known?.kind === 'keyed') records.add(key, id, known.parts);
  }
  const there = taken.map(({ request }) => request.image.id);
  const published = taken.flatMap(({ request, stored, published: reference }) =>
    reference && !stored ? [[request.image.id, reference] as const] : [],
  );
  const labels = new Map(
    [...keys].flatMap(([image, key]) => (key.kind === 'keyed' ? [[image, key.key] as const] : [])),
  );
  return {
    bake: linkPublished(
      withoutImages(withLabels(plan, KEY_LABEL, labels), there),
      new Map(published.map(([image, reference]) => [plan.targets[image] ?? '', reference])),
      new Map(
        run.bake.requests.map(({ image, options }) => [plan.targets[image.id] ?? '', options]),
      ),
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
      ...run.bake.requests.flatMap(({ image, options }) => {
        const key = keys.get(image.id);
        return key?.kind === 'keyless' && options.reuse !== 'nowhere' ? key.problems : [];
      }),
      ...found.silent.map((each) => ({ kind: 'key-registry-silent' as const, ...each })),
    ],
    remember: (results) => rememberImages(results, run, found, call),
    readTargets: found.readTargets,
    readAgain: found.readAgain,
  };
}
