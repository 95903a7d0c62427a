import type { BakePlan } from '../../bake/bake-plan';
import { linkPublished, withLabels, withoutImages } from '../../bake/reuse-targets';
import type { BuildResult } from '../../engine/build-result';
import { inParallel } from '../../engine/in-parallel';
import { type RegistryClient, tagRemoteCommand } from '../../engine/registry-commands';
import { KEY_LABEL, keyTag } from '../../images/key-label';
import { repositoryOf } from '../../images/repository-of';
import type { Problem } from '../../problems/problem';
import { type FindSurroundings, findImages, REGISTRY_CALLS, tagsOf } from './find-images';
import type { RunPlan } from './plan-run';
import { takeExisting } from './take-existing';

/** What of a plan is there already. */
export interface Reuse {
  /** What is left to build, every image labelled with its key. */
  readonly bake: BakePlan;
  /** Results of the images that exist. */
  readonly existing: readonly BuildResult[];
  /** Why images have no key. */
  readonly notes: readonly Problem[];
  /**
   * Has images found again under the keys they were built under, unless what they are made from has
   * changed meanwhile: writes records of them, and tags those that were pushed with their keys.
   *
   * @returns which of them a registry would not tag
   */
  readonly remember: (results: readonly BuildResult[]) => Promise<readonly Problem[]>;
}

/** Finds the images of a plan that exist under their keys, and puts the tags on them that are asked for. */
export async function reuseImages(
  run: RunPlan,
  plan: BakePlan,
  surroundings: FindSurroundings,
): Promise<Reuse> {
  const { keys, readAgain, records, existing } = await findImages(run, plan, surroundings);
  const client: RegistryClient = {
    cwd: surroundings.workspaceRoot,
    ...(run.builder && { builder: run.builder }),
  };
  const engine = { ...client, run: surroundings.run };
  const taken = await takeExisting([...existing.values()], engine);
  for (const { key, id, request } of taken) {
    const known = keys.get(request.image.id);
    if (!records.read(key) && known?.kind === 'keyed')
      records.write(key, { id, parts: known.parts });
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
    notes: run.bake.requests.flatMap(({ image, options }) => {
      const key = keys.get(image.id);
      return key?.kind === 'keyless' && options.reuse !== 'nowhere' ? key.problems : [];
    }),
    async remember(results) {
      const built = results.filter(({ success, exists }) => success && !exists);
      const now = built.length > 0 ? readAgain() : new Map();
      const certain = built.flatMap((result) => {
        const [before, after] = [keys.get(result.image), now.get(result.image)];
        const request = run.bake.requests.find(({ image }) => image.id === result.image);
        return request &&
          before?.kind === 'keyed' &&
          after?.kind === 'keyed' &&
          before.key === after.key
          ? [{ request, id: result.digest ?? result.published, key: before }]
          : [];
      });
      for (const { id, key } of certain) {
        if (id !== undefined) records.write(key.key, { id, parts: key.parts });
      }
      const pushed = certain.filter(({ request }) => request.options.push);
      const refused = await inParallel(pushed, REGISTRY_CALLS, async ({ request, key }) => {
        const tags = tagsOf(request);
        const [source = ''] = tags;
        const keyTags = new Set(tags.map((tag) => `${repositoryOf(tag)}:${keyTag(key.key)}`));
        const command = tagRemoteCommand(source, [...keyTags], client);
        const { exitCode, stderr, failure } = await surroundings.run(command);
        return exitCode === 0
          ? []
          : [{ kind: 'key-tag-refused' as const, reference: source, detail: failure ?? stderr }];
      });
      return refused.flat();
    },
  };
}
