import type { Engine } from '../../engine/engine';
import { imageReferences } from '../../images/options/image-references';
import { inParallel } from '../../process/in-parallel';
import type { Outcome } from '../../process/run-command';
import type { EngineClient } from '../run-context';
import { type FoundImage, REGISTRY_CALLS } from './find-images';

/** An image that exists and has all that is asked for. */
export interface ReusedImage extends FoundImage {
  /** Id in the store, or digest in the registry. */
  readonly id: string;
}

/**
 * Gives images that exist the references that are asked for, in the store and in registries; one that is
 * only in a registry and is to be loaded is pulled. One that cannot get something is left to be built.
 */
export async function retagExisting(
  images: readonly FoundImage[],
  engine: Engine,
  client: EngineClient,
): Promise<readonly ReusedImage[]> {
  const taken = await inParallel(images, REGISTRY_CALLS, (image) =>
    retagImage(image, engine, client),
  );
  return taken.flat();
}

async function retagImage(
  image: FoundImage,
  { registry, tagImage, readStoredImages, hasPlatforms }: Engine,
  client: EngineClient,
): Promise<readonly ReusedImage[]> {
  const { request, published } = image;
  const tags = imageReferences(request.image, request.options);
  const { load, push } = request.options;
  const stored = image.stored ?? (load && published ? await pull(published) : undefined);
  if (load) {
    if (!stored) return [];
    for (const tag of stored.missingTags) {
      if (!(await succeeds(tagImage(stored.id, tag, client)))) return [];
    }
  }
  if (push && published && !(await succeeds(registry?.tagPublished(published, tags, client)))) {
    return [];
  }
  const id = stored?.id ?? published?.replace(/^.*@/, '') ?? '';
  return [{ ...image, id }];

  async function pull(reference: string): Promise<FoundImage['stored']> {
    const { platforms } = request.options;
    for (const platform of platforms.length > 0 ? platforms : [undefined]) {
      if (!(await succeeds(registry?.pull(reference, platform, client)))) return undefined;
    }
    const [found] = await readStoredImages([reference], client);
    const isWhole = found && (await hasPlatforms(found.id, platforms, client));
    return isWhole ? { id: found.id, missingTags: tags } : undefined;
  }

  async function succeeds(call: Promise<Outcome> | undefined): Promise<boolean> {
    return (await call)?.exitCode === 0;
  }
}
