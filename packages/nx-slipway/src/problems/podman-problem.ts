import type { Explanations } from './explanation';

/** What can go wrong when podman is called. */
export type PodmanProblem =
  | { readonly kind: 'podman-missing' }
  | {
      readonly kind: 'podman-unreachable' | 'podman-too-old' | 'podman-disk-full';
      /** What podman said. */
      readonly detail: string;
    };

export const podmanExplanations: Explanations<PodmanProblem> = {
  'podman-missing': () => ({
    what: 'the command `podman` is not installed, and it is the engine that is asked for',
    next: 'Install Podman 5, or build with --engine=docker; `podman version` must answer.',
  }),
  'podman-unreachable': ({ detail }) => ({
    what: `Podman does not answer: ${detail}`,
    next: 'Where it runs in a machine of its own, `podman machine start`; `podman info` must answer.',
  }),
  'podman-too-old': ({ detail }) => ({
    what: `this Podman cannot do what the build needs: ${detail}`,
    next: 'Podman 5.8 with Buildah 1.43 is known to; see `podman version`. --engine=docker builds without it.',
  }),
  'podman-disk-full': ({ detail }) => ({
    what: `Podman is out of disk: ${detail}`,
    next: '`podman system df` shows what takes the room, `podman image prune` frees what no tag names, the build cache among it.',
  }),
};
