import { posix } from 'node:path';
import type { ImageRequest } from '../images/options/image-options';
import { parseSecret } from '../images/options/parse-secret';
import type { BakeFile, BakeTarget } from './bake-file';
import type { BakeInputs } from './bake-inputs';
import type { BakePlan } from './bake-plan';
import { byName } from './by-name';
import { draftImage } from './draft-image';
import { inheritFromLinkers } from './inherit-from-linkers';
import { targetCaches } from './target-caches';
import { type TargetDrafts, targetDrafts } from './target-drafts';
import { targetName } from './target-name';

/**
 * Plans one bake for all requested images and everything they are built from. Images of the workspace
 * are linked as `target:`, which every builder resolves, whatever its driver.
 */
export function planBake(inputs: BakeInputs): BakePlan {
  const requests = [...inputs.requests].sort((a, b) => (a.image.id < b.image.id ? -1 : 1));
  const requested = new Map(requests.map(({ image, options }) => [image.id, options]));
  const drafts = targetDrafts(inputs.workspaceRoot);
  for (const { image } of requests) {
    draftImage(image, { inputs, drafts, requested });
  }
  return {
    bakeFile: assemble(drafts, inputs),
    files: Object.fromEntries([...drafts.files].sort(byName)),
    targets: Object.fromEntries(requests.map(({ image }) => [image.id, targetName(image.id)])),
    allowRead: [...new Set([inputs.runFolder, ...secretFiles(requests)])].sort(),
    cacheFolders: cacheFolders(requests, inputs),
  };
}

/** Every target with what it inherits, sorted by name. */
function assemble(drafts: TargetDrafts, { requests, localPlatform }: BakeInputs): BakeFile {
  const requested = new Map(requests.map(({ image, options }) => [targetName(image.id), options]));
  const inherited = inheritFromLinkers(drafts, requested, localPlatform);
  const caches = targetCaches(
    drafts.targets,
    new Map([...requested].map(([name, options]) => [name, options.caches])),
  );
  const targets = [...drafts.targets].sort(byName).map(([name, draft]): [string, BakeTarget] => [
    name,
    {
      ...draft,
      ...inherited.get(name),
      ...caches.get(name),
      // Provenance gives an unchanged image a new id each time it is exported.
      attest: ['type=provenance,disabled=true', 'type=sbom,disabled=true'],
    },
  ]);
  return {
    group: { default: { targets: requests.map(({ image }) => targetName(image.id)).sort() } },
    target: Object.fromEntries(targets),
  };
}

function secretFiles(requests: readonly ImageRequest[]): readonly string[] {
  return requests.flatMap(({ options }) =>
    options.secrets.flatMap((secret) => parseSecret(secret).file ?? []),
  );
}

/** Those inside the workspace need no leave. */
function cacheFolders(
  requests: readonly ImageRequest[],
  { workspaceRoot }: BakeInputs,
): readonly string[] {
  const backends = requests.flatMap(({ options: { caches } }) => [...caches.from, ...caches.to]);
  const folders = backends
    .filter(({ type }) => type === 'local')
    .map(({ attributes: { dest, src } }) => posix.resolve(workspaceRoot, dest ?? src ?? ''));
  return [...new Set(folders)]
    .filter((folder) => posix.relative(workspaceRoot, folder).startsWith('..'))
    .sort();
}
