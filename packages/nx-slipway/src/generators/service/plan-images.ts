import type { Tree } from '@nx/devkit';
import { ProblemsError } from '../../problems/problems-error';
import type { FileEdit } from '../file-edit';
import { editImage } from './edit-image';
import { imagesOfLayout } from './images-of-layout';
import { type BuilderPlan, planBuilder } from './plan-builder';
import type { ImagePlan } from './plan-image';
import type { ServiceFacts } from './read-service';
import { type ServiceLock, serviceLock } from './service-lock';
import type { ServiceOptions } from './service-options';

/** One image, and what it is locked with. */
export interface PlannedImage {
  readonly requested: ServiceOptions;
  readonly plan: ImagePlan;
  readonly edit: FileEdit;
  readonly locked: ServiceLock;
}

/** The images that options ask for, and what their stack's builder needs for them. */
export interface PlannedImages {
  readonly images: readonly PlannedImage[];
  readonly builder: BuilderPlan;
}

/** Plans the Dockerfiles of all images that the options ask for. @throws ProblemsError with the problems of all */
export function planImages(tree: Tree, facts: ServiceFacts): PlannedImages {
  const { project, stack, workspace, lock } = facts;
  const planned = imagesOfLayout(facts.options, project).map((requested) => ({
    requested,
    ...editImage(tree, requested, facts),
  }));
  const builder = planBuilder(project, {
    ...{ ...workspace.model, stack, read: workspace.read },
    hasWheels: planned.some((image) => 'plan' in image && image.plan.options.layout === 'wheels'),
  });
  const problems = [
    ...planned.flatMap((image) => ('problems' in image ? image.problems : [])),
    ...builder.problems,
  ];
  if (problems.length > 0) throw new ProblemsError(problems);
  const images = planned.flatMap((image): PlannedImage[] => {
    if (!('plan' in image)) return [];
    const { options, role } = image.plan;
    return [{ ...image, locked: serviceLock(options, { project, role }, lock) }];
  });
  return { images, builder };
}

/** Tells whether the Dockerfile of an image is one of the edits that are made. */
export function isWritten({ edit }: PlannedImage, edits: readonly FileEdit[]): boolean {
  return edits.some(({ file }) => file === edit.file);
}
