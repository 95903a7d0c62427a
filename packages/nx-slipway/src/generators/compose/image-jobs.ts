import type { TargetConfiguration } from '@nx/devkit';
import type { ComposeJob } from '../../images/compose/compose-service';
import type { Image } from '../../images/model/image';

/** A job, and the image that it runs in. */
export interface ImageJob {
  readonly image: Image;
  readonly job: ComposeJob;
  readonly isContinuous: boolean;
  /** Image that the target names in place of the project's. */
  readonly reference?: string;
}

/**
 * The targets of a project that run a command in one of its images, sorted by name. One that names an image which
 * the project does not have is left to the target itself, which says so.
 *
 * @param images those of the project
 */
export function imageJobs(
  targets: Readonly<Record<string, TargetConfiguration>>,
  images: readonly Image[],
): readonly ImageJob[] {
  return Object.entries(targets)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([target, { executor, options, continuous }]): readonly ImageJob[] => {
      const { command, image: name, tag } = (options ?? {}) as Readonly<Record<string, unknown>>;
      const isJob = executor === 'nx-slipway:run-image' && isCommand(command);
      const image = images.find((each) => each.name === name) ?? onlyOf(images, name);
      if (!isJob || !image) return [];
      const isContinuous = continuous === true;
      const job = { target, command };
      return [{ image, job, isContinuous, ...(typeof tag === 'string' && { reference: tag }) }];
    });
}

function onlyOf(images: readonly Image[], name: unknown): Image | undefined {
  return name === undefined && images.length === 1 ? images[0] : undefined;
}

function isCommand(command: unknown): command is readonly string[] {
  return (
    Array.isArray(command) &&
    command.length > 0 &&
    command.every((word) => typeof word === 'string')
  );
}
