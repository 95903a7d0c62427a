import { join } from 'node:path';
import type { BakePlan } from '../../bake/bake-plan';
import type { TargetKey } from '../../bake/plan-keys';
import { platformsOrLocal } from '../../dockerfile/platform';
import type { EngineRegistry } from '../../engine/engine';
import { engineOf } from '../../engine/engine-of';
import { inParallel } from '../../engine/in-parallel';
import type { SilentRegistry } from '../../engine/read-published-image';
import { KEY_LABEL, keyTag } from '../../images/model/key-label';
import { planReuse, type WantedImage } from '../../images/model/plan-reuse';
import { repositoryOf } from '../../images/model/repository-of';
import type { ImageOptions, ImageRequest } from '../../images/options/image-options';
import { imageReferences } from '../../images/options/image-references';
import { type ImageRecords, imageRecords } from '../../workspace/cache/image-records';
import type { RunPlan } from './plan-run';
import { type KeySurroundings, type ReadKeys, readKeys } from './read-keys';

/** Where existing images are looked for. */
export interface FindSurroundings extends KeySurroundings {
  readonly abort: AbortSignal;
}

/** An image that need not be built. */
export interface FoundImage {
  readonly request: ImageRequest;
  readonly key: string;
  /** In the engine's store, with the references it has yet to get there. */
  readonly stored?: { readonly id: string; readonly missingTags: readonly string[] };
  /** In a registry: `registry.example/acme/api@sha256:…`. */
  readonly published?: string;
}

/** What there is of a plan's images. */
export interface FoundImages extends ReadKeys {
  readonly records: ImageRecords;
  /** By image id. */
  readonly existing: ReadonlyMap<string, FoundImage>;
  /** Registries that could not be asked, each once. */
  readonly silent: readonly SilentRegistry[];
}

/** Calls of a registry's client at a time. */
export const REGISTRY_CALLS = 8;

/**
 * Looks up which images of a plan exist under their keys: one question for all to the engine's store,
 * and for those a registry is to have one each to that. An engine that cannot ask registries pushes from its
 * store what is there.
 */
export async function findImages(
  run: RunPlan,
  plan: BakePlan,
  surroundings: FindSurroundings,
): Promise<FoundImages> {
  const { registry, readStoredImages } = engineOf(run.engine);
  const records = imageRecords(join(surroundings.recordsFolder, 'images'));
  const read = await readKeys(run, plan, surroundings);
  const keyed = run.bake.requests.flatMap((request) => {
    const key = read.keys.get(request.image.id);
    // Whether the bases that are to go along are there as well, nobody asks.
    return isReusable(key, request.options) && !run.push.basesOf.has(request.image.id)
      ? [{ request, key: key.key }]
      : [];
  });
  const wanted = keyed
    .filter(({ request: { options } }) => options.load || !registry)
    .flatMap(({ request, key }): WantedImage[] => {
      const ids = records.read(key)?.ids;
      const { image } = request;
      const platforms = platformsOrLocal(request.options.platforms, run.bake.localPlatform);
      return ids === undefined
        ? []
        : [{ image: image.id, key, ids, tags: imageReferences(image, request.options), platforms }];
    });
  const engine = { run: surroundings.run, cwd: surroundings.workspaceRoot };
  const images = await readStoredImages(
    wanted.flatMap(({ ids }) => ids),
    engine,
  );
  const stored = new Map(planReuse(wanted, images).map((each) => [each.image, each]));
  const silent = new Map<string, SilentRegistry>();
  const found = await inParallel(
    keyed,
    REGISTRY_CALLS,
    async ({ request, key }): Promise<readonly FoundImage[]> => {
      const { load, push, reuse } = request.options;
      const own = stored.get(request.image.id);
      const isAsked = registry && reuse === 'registry' && (push || (load && !own));
      const answer = isAsked
        ? await findKeyed(
            registry,
            {
              repository: repositoryOf(imageReferences(request.image, request.options)[0] ?? ''),
              key,
              platforms: platformsOrLocal(request.options.platforms, run.bake.localPlatform),
            },
            {
              ...engine,
              abort: surroundings.abort,
              ...(run.builder && { builder: run.builder }),
            },
          )
        : {};
      if (answer.silent) silent.set(answer.silent.registry, answer.silent);
      const { published } = answer;
      const isThere = push && registry ? published && (own || !load) : own || published;
      return isThere
        ? [{ request, key, ...(own && { stored: own }), ...(published && { published }) }]
        : [];
    },
  );
  const existing = found.flat().map((each) => [each.request.image.id, each] as const);
  return { ...read, records, existing: new Map(existing), silent: [...silent.values()] };
}

/** Whether an image in the engine's store or in a registry is all that is asked for. */
export function isReusable(
  key: TargetKey | undefined,
  { reuse, outputs, load, push }: ImageOptions,
): key is Extract<TargetKey, { kind: 'keyed' }> {
  return (
    key?.kind === 'keyed' &&
    !key.isUncached &&
    reuse !== 'nowhere' &&
    outputs.length === 0 &&
    (load || push)
  );
}

/** The image of a key in a repository, by the tag of its key; its labels must say the whole key, and each platform must be there. */
export async function findKeyed(
  { readPublishedImage }: EngineRegistry,
  {
    repository,
    key,
    platforms,
  }: {
    readonly repository: string;
    readonly key: string;
    readonly platforms: readonly string[];
  },
  client: Parameters<EngineRegistry['readPublishedImage']>[1],
): Promise<{ readonly published?: string; readonly silent?: SilentRegistry }> {
  const { image, silent } = await readPublishedImage(`${repository}:${keyTag(key)}`, client);
  const isIt = platforms.every((each) => image?.labels.get(each)?.[KEY_LABEL] === key);
  return {
    ...(image && isIt && { published: `${repository}@${image.digest}` }),
    ...(silent && { silent }),
  };
}
