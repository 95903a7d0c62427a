import type { Image } from './image';
import { type ImageCatalogue, imageStage, referencedImage } from './image-catalogue';

/** The reference outside the workspace that the chain of FROMs ends at; undefined for `scratch`. */
export function externalBase(
  catalogue: ImageCatalogue,
  image: Image,
  seen: ReadonlySet<string> = new Set(),
): string | undefined {
  const dockerfile = catalogue.dockerfiles.get(image.dockerfile);
  let stage = imageStage(catalogue, image);
  while (stage?.from.kind === 'stage' && dockerfile) {
    // A stage is built FROM one above it, so this ends.
    stage = dockerfile.stages[stage.from.stage ?? -1];
  }
  if (stage?.from.kind !== 'image') {
    return undefined;
  }
  const upstream = referencedImage(catalogue, stage.from.text, image);
  if (!upstream) {
    return stage.from.text;
  }
  return seen.has(upstream.id)
    ? undefined
    : externalBase(catalogue, upstream, new Set([...seen, upstream.id]));
}
