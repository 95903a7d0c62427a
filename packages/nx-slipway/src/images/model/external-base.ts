import { outermostFrom } from '../../dockerfile/stages/outermost-from';
import { builderBase } from '../bases/builder-base';
import type { Image } from './image';
import { dockerfileOf, type ImageCatalogue, imageStage, referencedImage } from './image-catalogue';

/**
 * The reference outside the workspace that an image is built on in the end: where the chain of FROMs ends, or the digest
 * that a stack keeps for what builds; undefined for `scratch`.
 */
export function externalBase(
  catalogue: ImageCatalogue,
  image: Image,
  seen: ReadonlySet<string> = new Set(),
): string | undefined {
  const dockerfile = dockerfileOf(catalogue, image);
  const stage = imageStage(catalogue, image);
  const from = dockerfile && stage && outermostFrom(dockerfile, stage);
  if (!dockerfile || !stage || from?.kind !== 'image') {
    return undefined;
  }
  const upstream = referencedImage(catalogue, from.text, image);
  if (!upstream) {
    const kept = builderBase(dockerfile, stage);
    return kept?.lost.length === 0 ? kept.builtOn : from.text;
  }
  return seen.has(upstream.id)
    ? undefined
    : externalBase(catalogue, upstream, new Set([...seen, upstream.id]));
}
