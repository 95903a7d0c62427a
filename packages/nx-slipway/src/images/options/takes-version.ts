import type { Stage } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { reachableStages } from '../../dockerfile/stages/reachable-stages';
import type { Image } from '../model/image';
import { dockerfileOf, type ImageCatalogue, imageStage } from '../model/image-catalogue';

/** Name of the build argument that tells build backends a version they would ask git for. */
export const VERSION_ARGUMENT = 'VERSION';

/** The stage that installs the service itself, where a target needs it. @param stage the image's own by default */
export function applicationStage(
  catalogue: ImageCatalogue,
  image: Image,
  stage = image.stage,
): Stage | undefined {
  const file = dockerfileOf(catalogue, image);
  const target = imageStage(catalogue, image, stage);
  const application = file && findStage(file, 'application');
  return application && target && reachableStages(file, target).includes(application)
    ? application
    : undefined;
}

/** Whether a stage declares the argument that a version comes in by. */
export function takesVersion({ instructions }: Stage): boolean {
  return instructions.some(
    ({ keyword, text }) => keyword === 'ARG' && text.split(/[\s=]+/).includes(VERSION_ARGUMENT),
  );
}
