import { tagImageCommand } from '../../engine/image-commands';
import { inParallel } from '../../engine/in-parallel';
import { readStoredImages } from '../../engine/read-stored-images';
import { pullCommand, type RegistryClient, tagRemoteCommand } from '../../engine/registry-commands';
import type { RunCommand } from '../../engine/run-command';
import { imageReferences } from '../../images/image-references';
import { type FoundImage, REGISTRY_CALLS } from './find-images';

/** An image that exists and has all that is asked for. */
export interface TakenImage extends FoundImage {
  /** Id in the store, or digest in the registry. */
  readonly id: string;
}

/**
 * Gives images that exist the references that are asked for, in the store and in registries; one that is
 * only in a registry and is to be loaded is pulled. One that cannot get something is left to be built.
 */
export async function takeExisting(
  images: readonly FoundImage[],
  client: RegistryClient & { readonly run: RunCommand },
): Promise<readonly TakenImage[]> {
  const taken = await inParallel(images, REGISTRY_CALLS, (image) => takeImage(image, client));
  return taken.flat();
}

async function takeImage(
  image: FoundImage,
  { run, ...client }: RegistryClient & { readonly run: RunCommand },
): Promise<readonly TakenImage[]> {
  const { request, published } = image;
  const tags = imageReferences(request.image, request.options);
  const { load, push } = request.options;
  const stored = image.stored ?? (load && published ? await pull(published) : undefined);
  if (load) {
    if (!stored) return [];
    for (const tag of stored.missingTags) {
      if (!(await succeeds(tagImageCommand(stored.id, tag, client.cwd)))) return [];
    }
  }
  if (push && published && !(await succeeds(tagRemoteCommand(published, tags, client)))) return [];
  const id = stored?.id ?? published?.replace(/^.*@/, '') ?? '';
  return [{ ...image, id }];

  async function pull(reference: string): Promise<FoundImage['stored']> {
    if (!(await succeeds(pullCommand(reference, client)))) return undefined;
    const [found] = await readStoredImages([reference], { run, cwd: client.cwd });
    return found && { id: found.id, missingTags: tags };
  }

  async function succeeds(command: Parameters<RunCommand>[0]): Promise<boolean> {
    return (await run(command)).exitCode === 0;
  }
}
