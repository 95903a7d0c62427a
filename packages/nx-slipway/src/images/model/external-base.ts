import { outermostFrom } from '../../dockerfile/stages/outermost-from';
import type { Image } from './image';
import { dockerfileOf, type ImageCatalogue, imageStage, referencedImage } from './image-catalogue';

/** The reference outside the workspace that the chain of FROMs ends at; undefined for `scratch`. */
export function externalBase(
  catalogue: ImageCatalogue,
  image: Image,
  seen: ReadonlySet<string> = new Set(),
): string | undefined {
  const dockerfile = dockerfileOf(catalogue, image);
  const stage = imageStage(catalogue, image);
  const from = dockerfile && stage && outermostFrom(dockerfile, stage);
  if (from?.kind !== 'image') {
    return undefined;
  }
  const upstream = referencedImage(catalogue, from.text, image);
  if (!upstream) {
    return from.text;
  }
  return seen.has(upstream.id)
    ? undefined
    : externalBase(catalogue, upstream, new Set([...seen, upstream.id]));
}
