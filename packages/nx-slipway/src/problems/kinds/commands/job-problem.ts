import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with a job, which is a target that runs another command in an image. */
export type JobProblem =
  | {
      readonly kind: 'job-project-unknown';
      readonly name: string;
      /** A project of a name like the given one. */
      readonly nearest?: string;
    }
  | {
      /** The plugin itself gives the project a target of that name. */
      readonly kind: 'target-inferred';
      readonly target: string;
    }
  | {
      /** A file of the project has a target of that name, which is not the job that is asked for. */
      readonly kind: 'target-taken';
      readonly place: Place;
      readonly target: string;
    };

export const jobExplanations: Explanations<JobProblem> = {
  'job-project-unknown': ({ name, nearest }) => ({
    what: `Python project ${name} not found`,
    next: `${nearest === undefined ? '' : `Did you mean ${nearest}? `}Give the name or the folder of a Python project that has an image.`,
  }),
  'target-inferred': ({ target }) => ({
    what: `nx-slipway itself gives the project a target ${target}`,
    next: 'Choose another name, for example migrate.',
  }),
  'target-taken': ({ target, place }) => ({
    what: `this project has another target ${target}, and it was not changed`,
    next: place.file.endsWith('package.json')
      ? 'Choose another name.'
      : 'Choose another name, or overwrite the target with --force; your changes to it are then lost.',
  }),
};
