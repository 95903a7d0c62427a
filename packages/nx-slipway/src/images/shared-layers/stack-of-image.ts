import { findStage } from '../../dockerfile/stages/find-stage';
import { withoutDigest } from '../../dockerfile/without-digest';
import type { Image } from '../model/image';
import {
  dockerfileOf,
  familiarReference,
  type ImageCatalogue,
  referencedImage,
} from '../model/image-catalogue';

/** The stack on which an image shares layers with others. */
export interface ImageStack {
  /** The project's name; for a stack that is not of the workspace its base-builder's reference. */
  readonly name: string;
  /** The stage, or reference, that stands for the stack's base-builder in the image's Dockerfile. */
  readonly builderStage: string;
  /** Whether the image builds in a stage of its own on top of it. */
  readonly hasOwnBuilder: boolean;
}

/** Finds the stack of an image. @param builder the stage or reference that its packages are built in */
export function stackOfImage(
  catalogue: ImageCatalogue,
  image: Image,
  builder: string,
): ImageStack | undefined {
  const dockerfile = dockerfileOf(catalogue, image);
  let stage = dockerfile && findStage(dockerfile, builder);
  let hasOwnBuilder = false;
  while (stage?.from.kind === 'stage' && stage.from.stage !== undefined) {
    hasOwnBuilder = true;
    stage = dockerfile?.stages[stage.from.stage];
  }
  if (stage && (stage.from.kind !== 'image' || stage.instructions.length > 0)) return undefined;
  const reference = stage?.from.text ?? builder;
  const named = referencedImage(catalogue, reference, image);
  return {
    name: named?.project ?? withoutDigest(familiarReference(reference)),
    builderStage: stage?.name ?? reference,
    hasOwnBuilder,
  };
}
