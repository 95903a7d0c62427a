import type { Image } from '../model/image';
import type { ImageOptions } from './image-options';

/** The references an image is to have. @param options absent for one that others are built from */
export function imageReferences(
  image: Pick<Image, 'reference'>,
  options: Pick<ImageOptions, 'tags'> | undefined,
): readonly string[] {
  return options && options.tags.length > 0 ? options.tags : [image.reference];
}
