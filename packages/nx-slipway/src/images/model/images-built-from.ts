import type { Image } from './image';
import type { ImageModel } from './image-model';

/** The images of other Dockerfiles that need one of the given Dockerfile's images, directly or not. */
export function imagesBuiltFrom(
  { catalogue, links }: ImageModel,
  dockerfile: string,
): readonly Image[] {
  const images = [...catalogue.images.values()];
  const reached = new Set(images.filter((image) => image.dockerfile === dockerfile));
  for (let before = 0; before !== reached.size; ) {
    before = reached.size;
    for (const image of images) {
      if (links.get(image.id)?.upstream.some((link) => reached.has(link.image))) reached.add(image);
    }
  }
  return images.filter((image) => reached.has(image) && image.dockerfile !== dockerfile);
}
