import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with a compose file. */
export type ComposeProblem =
  | {
      /** A file that the plugin has not written. */
      readonly kind: 'compose-file-taken';
      readonly place: Place;
      /** A name that is free. */
      readonly instead: string;
    }
  | { readonly kind: 'compose-broken'; readonly place: Place; readonly detail: string }
  | {
      readonly kind: 'compose-project-unknown';
      readonly name: string;
      /** Projects that have an image that can run. */
      readonly known: readonly string[];
      readonly nearest?: string;
    }
  | { readonly kind: 'compose-without-images' }
  | {
      /** A note: a service of the user's has the name of an image. */
      readonly kind: 'compose-service-taken';
      readonly place: Place;
      readonly service: string;
    }
  | {
      /** A note: sources would hide what the build writes beside them. */
      readonly kind: 'compose-sources-built';
      readonly place: Place;
      readonly buildTarget: string;
      readonly project: string;
    };

export const composeExplanations: Explanations<ComposeProblem> = {
  'compose-file-taken': ({ instead }) => ({
    what: 'nx-slipway did not write this file, and has not changed it',
    next: `Choose another file: nx g nx-slipway:compose --file=${instead}`,
  }),
  'compose-broken': ({ detail, place }) => ({
    what: `the file cannot be read: ${detail}`,
    next: `Correct it; \`docker compose --file ${place.file} config\` shows more.`,
  }),
  'compose-project-unknown': ({ name, known, nearest }) => ({
    what: `no project ${name} has an image to run`,
    next: `${nearest === undefined ? '' : `Did you mean ${nearest}? `}Projects that have one: ${known.join(', ') || 'none'}.`,
  }),
  'compose-without-images': () => ({
    what: 'no project of the workspace has an image to run',
    next: 'Create one first: nx g nx-slipway:service api --role=http',
  }),
  'compose-service-taken': ({ service }) => ({
    what: `you have a service ${service}, and the image of that name was not added`,
    next: 'Rename your service, then run the generator again; or leave the project out in the list `projects` at the head of the file.',
  }),
  'compose-sources-built': ({ project, buildTarget }) => ({
    what: `the build of this project may write files into its packages, so its sources are not mounted into containers`,
    next: `After a change, build again: nx ${buildTarget} ${project} && docker compose up --detach`,
  }),
};
