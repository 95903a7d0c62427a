import type { Image } from '../model/image';
import { dockerfileOf, type ImageCatalogue, imageStage } from '../model/image-catalogue';
import { isGeneratedService } from '../model/is-generated-service';
import { isForDevelopment } from '../roles/is-for-development';
import { imageCommand } from './image-command';

/** The image in which a project is developed; undefined where it has no such image. */
export function ownDevImage(
  images: readonly Image[],
  catalogue: ImageCatalogue,
): Image | undefined {
  return images.find((image) => isDevImage(image, catalogue));
}

function isDevImage(image: Image, catalogue: ImageCatalogue): boolean {
  const dockerfile = dockerfileOf(catalogue, image);
  return dockerfile !== undefined && isGeneratedService(dockerfile) && isForDevelopment(dockerfile);
}

/** The images of a project whose command can be run on sources that change. */
export function developedImages(
  images: readonly Image[],
  catalogue: ImageCatalogue,
): readonly Image[] {
  return images.filter((image) => {
    const dockerfile = dockerfileOf(catalogue, image);
    return (
      dockerfile !== undefined &&
      !isDevImage(image, catalogue) &&
      imageCommand(dockerfile, imageStage(catalogue, image)) !== undefined
    );
  });
}
