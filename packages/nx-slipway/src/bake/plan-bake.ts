import { posix } from 'node:path';
import { chosenCompression, compressedOutput } from '../images/options/compression';
import type { ImageOptions, ImageRequest } from '../images/options/image-options';
import { imageReferences } from '../images/options/image-references';
import { parseSecret } from '../images/options/parse-secret';
import type { BakeTarget } from './bake-file';
import type { BakePlan } from './bake-plan';
import { inheritFromLinkers } from './targets/inherit-from-linkers';
import type { ContentPlan } from './targets/plan-content';
import { targetCaches } from './targets/target-caches';
import { linkedTargets, withLinks } from './targets/target-links';
import { targetName } from './targets/target-name';

/**
 * Plans one bake of what is drafted: puts names on images, says where they and their layers go, and what
 * targets inherit from those that are built from them.
 *
 * @param requests the drafted ones that are still to be built, with full references for tags
 */
export function planBake(content: ContentPlan, requests: readonly ImageRequest[]): BakePlan {
  const options = new Map(requests.map((each) => [targetName(each.image.id), each.options]));
  const targets = withNames(content, options);
  const inherited = inheritFromLinkers(
    { targets, platforms: content.platforms, ownLinks: content.ownLinks },
    options,
    content.localPlatform,
  );
  const caches = targetCaches(
    targets,
    new Map([...options].map(([name, own]) => [name, own.caches])),
  );
  const planned = [...targets].map(([name, target]): [string, BakeTarget] => [
    name,
    {
      ...target,
      ...inherited.get(name),
      ...caches.get(name),
      // Provenance gives an unchanged image a new id each time it is exported.
      attest: ['type=provenance,disabled=true', 'type=sbom,disabled=true'],
    },
  ]);
  const ids = requests.map(({ image }) => image.id).sort();
  const compression = chosenCompression(requests.map(({ options }) => options.compression));
  return {
    bakeFile: {
      group: { default: { targets: [...options.keys()].sort() } },
      target: Object.fromEntries(planned),
    },
    files: content.files,
    targets: Object.fromEntries(ids.map((id) => [id, targetName(id)])),
    allowRead: [...new Set([content.runFolder, ...secretFiles(requests)])].sort(),
    cacheFolders: cacheFolders(requests, content.workspaceRoot),
    ...(compression && { compression }),
  };
}

/**
 * The drafted targets, and on those that are images their names. One that is not asked for has no output. What
 * only images are built from that are not to be built any more is left out.
 *
 * @param requested options by target
 */
function withNames(
  { targets, images, requested: drafted }: ContentPlan,
  requested: ReadonlyMap<string, ImageOptions>,
): ReadonlyMap<string, BakeTarget> {
  const linksOf = (name: string): readonly string[] => linkedTargets(targets[name]);
  const needed = withLinks([...requested.keys()], linksOf);
  const dropped = withLinks(
    drafted.filter((name) => !requested.has(name)),
    linksOf,
  );
  return new Map(
    Object.entries(targets)
      .filter(([name]) => needed.has(name) || !dropped.has(name))
      .map(([name, target]): [string, BakeTarget] => {
        const image = images.get(name);
        const options = requested.get(name);
        return [
          name,
          {
            ...target,
            ...(image && { tags: imageReferences(image, options) }),
            ...(options && { output: imageOutputs(options) }),
          },
        ];
      }),
  );
}

function secretFiles(requests: readonly ImageRequest[]): readonly string[] {
  return requests.flatMap(({ options }) =>
    options.secrets.flatMap((secret) => parseSecret(secret).file ?? []),
  );
}

/** Those inside the workspace need no leave. */
function cacheFolders(requests: readonly ImageRequest[], workspaceRoot: string): readonly string[] {
  const backends = requests.flatMap(({ options: { caches } }) => [...caches.from, ...caches.to]);
  const folders = backends
    .filter(({ type }) => type === 'local')
    .map(({ attributes: { dest, src } }) => posix.resolve(workspaceRoot, dest ?? src ?? ''));
  return [...new Set(folders)]
    .filter((folder) => posix.relative(workspaceRoot, folder).startsWith('..'))
    .sort();
}

/**
 * buildx `--output` values of the build: those asked for, else those that `load` means. Pushing is a later step; layers
 * that are loaded before it are pushed as they are.
 */
function imageOutputs(options: ImageOptions): readonly string[] {
  if (options.outputs.length > 0) {
    return options.outputs;
  }
  return options.load ? [compressedOutput('type=docker', options.compression)] : ['type=cacheonly'];
}
