import { join } from 'node:path';
import type { TargetKey } from '../../bake/keys/plan-keys';
import type { Attestation } from '../../bake/push/image-push';
import { platformsOrLocal } from '../../dockerfile/platform';
import type { UnreachableRegistry } from '../../engine/docker/read-published-image';
import type { EngineRegistry } from '../../engine/engine';
import { engineOf } from '../../engine/engine-of';
import type { Image } from '../../images/model/image';
import { KEY_LABEL, keyTag } from '../../images/model/key-label';
import { planReuse, type WantedImage } from '../../images/model/plan-reuse';
import type { Compression } from '../../images/options/compression';
import type { ImageOptions, ImageRequest } from '../../images/options/image-options';
import { imageReferences } from '../../images/options/image-references';
import { repositoryOf } from '../../images/references/repository-of';
import { inParallel } from '../../process/in-parallel';
import { type ImageRecords, imageRecords } from '../../workspace/cache/image-records';
import { type EngineClient, engineClient, type RunContext } from '../run-context';
import type { RunPlan } from '../run-plan';

/** An image that need not be built. */
export interface FoundImage {
  readonly request: ImageRequest;
  readonly key: string;
  /** In the engine's store, with the references it has yet to get there. */
  readonly stored?: { readonly id: string; readonly missingTags: readonly string[] };
  /** In a registry: `registry.example/acme/api@sha256:…`. */
  readonly published?: string;
  /** Whether it was not pushed with the compression that is asked for now. */
  readonly hasOtherCompression?: boolean;
}

/** What there is of a plan's images. */
export interface FoundImages {
  readonly records: ImageRecords;
  /** By image id. */
  readonly existing: ReadonlyMap<string, FoundImage>;
  /** Registries that could not be asked, each once. */
  readonly unreachable: readonly UnreachableRegistry[];
}

/** Calls of a registry's client at a time. */
export const REGISTRY_CALLS = 8;

/**
 * Looks up which images of a plan exist under their keys: one question for all to the engine's store,
 * and for those a registry is to have one each to that. An engine that cannot ask registries pushes from its
 * store what is there.
 */
export async function findImages(
  plan: RunPlan,
  keys: ReadonlyMap<string, TargetKey>,
  context: RunContext,
): Promise<FoundImages> {
  const { registry, readStoredImages, hasPlatforms } = engineOf(plan.engine);
  const records = imageRecords(join(context.recordsFolder, 'images'));
  const client = engineClient(plan, context);
  const keyed = plan.requests.flatMap((request) => {
    const key = keys.get(request.image.id);
    // Whether the bases that are to go along are there as well, nobody asks.
    return isReusable(key, request.options) && !plan.push.basesOf.has(request.image.id)
      ? [{ request, key: key.key }]
      : [];
  });
  const wanted = keyed
    .filter(({ request: { options } }) => options.load || !registry)
    .flatMap(({ request, key }): WantedImage[] => {
      const ids = records.read(key)?.ids;
      const { image } = request;
      const platforms = platformsOrLocal(request.options.platforms, plan.localPlatform);
      return ids === undefined
        ? []
        : [{ image: image.id, key, ids, tags: imageReferences(image, request.options), platforms }];
    });
  const images = await readStoredImages(
    wanted.flatMap(({ ids }) => ids),
    client,
  );
  const platformsOf = new Map(wanted.map(({ image, platforms }) => [image, platforms]));
  const whole = await inParallel(planReuse(wanted, images), REGISTRY_CALLS, async (each) => {
    const platforms = platformsOf.get(each.image) ?? [];
    const isWhole = await hasPlatforms(each.id, platforms, client);
    return isWhole ? [[each.image, each] as const] : [];
  });
  const stored = new Map(whole.flat());
  const unreachable = new Map<string, UnreachableRegistry>();
  const found = await inParallel(
    keyed,
    REGISTRY_CALLS,
    async ({ request, key }): Promise<readonly FoundImage[]> => {
      const { load, push, reuse } = request.options;
      const inStore = stored.get(request.image.id);
      const asksRegistry = registry && reuse === 'registry' && (push || (load && !inStore));
      const answer = asksRegistry
        ? await findCompressed(
            registry,
            {
              repository: repositoryOf(imageReferences(request.image, request.options)[0] ?? ''),
              key,
              platforms: platformsOrLocal(request.options.platforms, plan.localPlatform),
              attestations: attestationsOf(plan, request.image),
              compression: push ? request.options.compression : undefined,
            },
            client,
          )
        : {};
      if (answer.unreachable) unreachable.set(answer.unreachable.registry, answer.unreachable);
      const { published, hasOtherCompression } = answer;
      const isFound = push && registry ? published && (inStore || !load) : inStore || published;
      return isFound
        ? [
            {
              ...{ request, key },
              ...(inStore && { stored: inStore }),
              ...(published && { published }),
              ...(hasOtherCompression && { hasOtherCompression }),
            },
          ]
        : [];
    },
  );
  const existing = found.flat().map((each) => [each.request.image.id, each] as const);
  return { records, existing: new Map(existing), unreachable: [...unreachable.values()] };
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

/** What an image is pushed with beside its content; nothing where it is not pushed. */
export function attestationsOf({ push }: RunPlan, image: Image): readonly Attestation[] {
  return push.images.find((each) => each.image.id === image.id)?.attestations ?? [];
}

/** The image of a key that is looked for in a repository. */
interface KeyedImage {
  readonly repository: string;
  readonly key: string;
  readonly platforms: readonly string[];
  /** That it must have been pushed with. */
  readonly attestations?: readonly Attestation[];
  readonly compression?: Compression | undefined;
}

interface KeyedAnswer {
  readonly published?: string;
  readonly unreachable?: UnreachableRegistry;
}

/**
 * The image of a key, with a compression if there is one. Another compression is no reason to build: the content is the
 * same, and layers that exist are not compressed again.
 */
async function findCompressed(
  registry: EngineRegistry,
  wanted: KeyedImage,
  client: EngineClient,
): Promise<KeyedAnswer & { readonly hasOtherCompression?: boolean }> {
  const exact = await findKeyed(registry, wanted, client);
  if (exact.published || exact.unreachable || !wanted.compression) return exact;
  const other = await findKeyed(registry, { ...wanted, compression: undefined }, client);
  return other.published ? { ...other, hasOtherCompression: true } : other;
}

/** The image of a key in a repository, by the tag of its key; its labels must say the whole key, and each platform must be there. */
export async function findKeyed(
  { readPublishedImage }: EngineRegistry,
  { repository, key, platforms, attestations = [], compression }: KeyedImage,
  client: EngineClient,
): Promise<KeyedAnswer> {
  const tag = keyTag(key, compression ? [...attestations, compression] : attestations);
  const reference = `${repository}:${tag}`;
  const { image, unreachable } = await readPublishedImage(reference, client);
  const isIt = platforms.every((each) => image?.labels.get(each)?.[KEY_LABEL] === key);
  return {
    ...(image && isIt && { published: `${repository}@${image.digest}` }),
    ...(unreachable && { unreachable }),
  };
}
