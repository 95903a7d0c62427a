import { type BuildResult, wasBuilt } from '../../engine/build-result';
import { engineOf } from '../../engine/engine-of';
import { keyTag } from '../../images/model/key-label';
import { imageReferences } from '../../images/options/image-references';
import { repositoryOf } from '../../images/references/repository-of';
import type { KeyProblem } from '../../problems/kinds/dockerfiles/key-problem';
import { inParallel } from '../../process/in-parallel';
import type { ReadKeys } from '../keys/read-keys';
import { recheckImages } from '../keys/recheck-keys';
import type { TakenDigests } from '../keys/taken-bases';
import { engineClient, type RunContext } from '../run-context';
import type { RunPlan } from '../run-plan';
import { attestationsOf, REGISTRY_CALLS } from './find-images';
import type { LookedUp } from './look-up';

/** What a build is recorded from, once it has ended. */
export interface RecordScope {
  readonly read: ReadKeys;
  readonly lookedUp: LookedUp;
  readonly taken: TakenDigests;
  /** The builder that was left at the end; absent for the current one. */
  readonly builder: string | undefined;
  readonly context: RunContext;
}

/**
 * Has images found again under the keys they were built under: writes records of them, and tags those
 * that were pushed with their keys. An image whose files or bases have changed meanwhile is left out: nobody can
 * tell which of them it holds.
 *
 * @param results by image id
 * @returns the images that a registry refused to tag, and the edits that may be missing in them
 */
export async function recordBuiltImages(
  plan: RunPlan,
  results: ReadonlyMap<string, BuildResult>,
  { read: { keys, source }, lookedUp: { records }, taken, context }: RecordScope,
): Promise<readonly KeyProblem[]> {
  const built = new Map([...results].filter(([, result]) => wasBuilt(result)));
  if (built.size === 0) return [];
  const requests = plan.requests.filter(({ image }) => built.has(image.id));
  const { recordsFolder } = context;
  const { unchanged, unseen } = recheckImages(source, requests, { taken, recordsFolder });
  const certain = requests.flatMap((request) => {
    const key = keys.get(request.image.id);
    return key?.kind === 'keyed' && unchanged.includes(request.image.id)
      ? [{ request, ...key }]
      : [];
  });
  for (const { request, key, parts } of certain) {
    const { digest, published = digest } = built.get(request.image.id) ?? {};
    const { load, push } = request.options;
    for (const id of load || push ? new Set([digest, published]) : []) {
      if (id !== undefined) records.add(key, id, parts);
    }
  }
  const { registry } = engineOf(plan.engine);
  if (!registry) return unseen;
  const client = engineClient(plan, context);
  const pushed = certain.filter(({ request }) => request.options.push);
  const refused = await inParallel(pushed, REGISTRY_CALLS, async ({ request, key }) => {
    const tags = imageReferences(request.image, request.options);
    const [reference = ''] = tags;
    const { compression } = request.options;
    const attested = [[], attestationsOf(plan, request.image)];
    const names = new Set(
      [...attested, ...(compression ? attested.map((each) => [...each, compression]) : [])].map(
        (more) => keyTag(key, more),
      ),
    );
    const repositories = new Set(tags.map(repositoryOf));
    const keyTags = [...repositories].flatMap((each) =>
      [...names].map((name) => `${each}:${name}`),
    );
    // By its digest: another run may have moved the tag since.
    const { published } = built.get(request.image.id) ?? {};
    const source = published ? `${repositoryOf(reference)}@${published}` : reference;
    const outcome = await registry.tagPublished(source, keyTags, client);
    const detail = outcome.failure ?? outcome.stderr;
    return outcome.exitCode === 0 ? [] : [{ kind: 'key-tag-refused', reference, detail } as const];
  });
  return [...unseen, ...refused.flat()];
}
