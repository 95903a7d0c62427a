import type { Explanations } from './explanation';
import type { Place } from './place';

/** What can go wrong when the engine is called. */
export type EngineProblem =
  | { readonly kind: 'engine-missing' }
  | { readonly kind: 'buildx-missing' }
  | {
      readonly kind:
        | 'engine-unreachable'
        | 'engine-too-old'
        | 'engine-disk-full'
        | 'builder-unknown';
      /** What the engine's client said. */
      readonly detail: string;
    }
  | { readonly kind: 'image-not-loaded'; readonly reference: string }
  | {
      /** A registry has answered: it has no such image. */
      readonly kind: 'reference-unknown';
      readonly reference: string;
      readonly detail: string;
    }
  | {
      /** A step of a Dockerfile failed, or the export of an image. */
      readonly kind: 'step-failed';
      /** The instruction, where it stands in a Dockerfile of the workspace. */
      readonly place?: Place;
      readonly image: string;
      readonly step: string;
      /** The end of the step's output, and the engine's own sentence. */
      readonly detail: string;
    }
  | {
      readonly kind: 'engine-failed';
      readonly detail: string;
      readonly command: string;
    };

export const engineExplanations: Explanations<EngineProblem> = {
  'engine-missing': () => ({
    what: 'the command `docker` is not installed',
    next: 'Install Docker with buildx 0.19 or newer; `docker buildx version` must answer.',
  }),
  'buildx-missing': () => ({
    what: 'the command `docker` has no buildx',
    next: 'Install the buildx plugin, 0.19 or newer; `docker buildx version` must answer.',
  }),
  'engine-unreachable': ({ detail }) => ({
    what: `no Docker engine answers: ${detail}`,
    next: 'Start Docker, or point DOCKER_HOST at an engine; `docker info` must answer.',
  }),
  'engine-too-old': ({ detail }) => ({
    what: `this Docker cannot do what the build needs: ${detail}`,
    next: 'Docker 25 with buildx 0.19 is the oldest that can; see `docker buildx version`.',
  }),
  'engine-disk-full': ({ detail }) => ({
    what: `the engine is out of disk: ${detail}`,
    next: '`docker system df` shows what takes the room, `docker builder prune` frees the build cache.',
  }),
  'builder-unknown': ({ detail }) => ({
    what: `buildx knows no such builder: ${detail}`,
    next: '`docker buildx ls` lists the builders there are.',
  }),
  'image-not-loaded': ({ reference }) => ({
    what: `the engine's store has no image ${reference}`,
    next: 'Build it first: nx build-image <project>',
  }),
  'reference-unknown': ({ reference, detail }) => ({
    what: `there is no image ${reference}: ${detail}`,
    next: 'Correct the reference; where the image is private, `docker login` first.',
  }),
  'step-failed': ({ image, step, detail }) => ({
    what: `${image} failed at: ${step}\n${detail}`,
    next: 'Correct what the step says; images that do not need it were built.',
  }),
  'engine-failed': ({ detail, command }) => ({
    what: `the engine failed:\n${detail}`,
    next: `The command was: ${command}`,
  }),
};
