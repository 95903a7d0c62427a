import type { BuildResult } from '../../engine/build-result';
import { engineOf } from '../../engine/engine-of';
import { inParallel } from '../../engine/in-parallel';
import type { RegistryClient } from '../../engine/registry-commands';
import type { RunCommand } from '../../engine/run-command';
import { keyTag } from '../../images/model/key-label';
import { repositoryOf } from '../../images/model/repository-of';
import { imageReferences } from '../../images/options/image-references';
import type { KeyProblem } from '../../problems/key-problem';
import { type FoundImages, REGISTRY_CALLS } from './find-images';
import type { RunPlan } from './plan-run';

/**
 * Has images found again under the keys they were built under: writes records of them, and tags those
 * that were pushed with their keys. An image whose files have changed meanwhile is left out: nobody can
 * tell which of them it holds.
 *
 * @returns which of them a registry would not tag, and which edits may not be in them
 */
export async function rememberImages(
  results: readonly BuildResult[],
  { bake: { requests }, engine }: RunPlan,
  { keys, readAgain, records }: FoundImages,
  client: RegistryClient & { readonly run: RunCommand },
): Promise<readonly KeyProblem[]> {
  const built = new Map(
    results
      .filter(({ success, exists }) => success && !exists)
      .map((result) => [result.image, result]),
  );
  if (built.size === 0) return [];
  const now = readAgain();
  const unchanged = now.unchangedImages([...built.keys()]);
  now.rememberFiles();
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
  const { registry } = engineOf(engine);
  if (!registry) return now.unseen();
  const pushed = certain.filter(({ request }) => request.options.push);
  const refused = await inParallel(pushed, REGISTRY_CALLS, async ({ request, key }) => {
    const tags = imageReferences(request.image, request.options);
    const [reference = ''] = tags;
    const keyTags = new Set(tags.map((tag) => `${repositoryOf(tag)}:${keyTag(key)}`));
    const outcome = await registry.tagPublished(reference, [...keyTags], client);
    const detail = outcome.failure ?? outcome.stderr;
    return outcome.exitCode === 0 ? [] : [{ kind: 'key-tag-refused', reference, detail } as const];
  });
  return [...now.unseen(), ...refused.flat()];
}
