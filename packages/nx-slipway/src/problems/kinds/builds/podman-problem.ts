import type { Explanations } from '../../explanation';

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
    what: 'the engine is podman, and the command `podman` is not installed',
    next: 'Install Podman 5, or build with --engine=docker. Check it with `podman version`.',
  }),
  'podman-unreachable': ({ detail }) => ({
    what: `Podman is unreachable: ${detail}`,
    next: 'If it runs in a virtual machine, run `podman machine start`. Check it with `podman info`.',
  }),
  'podman-too-old': ({ detail }) => ({
    what: `this version of Podman does not support what the build needs: ${detail}`,
    next: 'Install Podman 5.8 with Buildah 1.43, the version that was tested, or build with --engine=docker; `podman version` shows yours.',
  }),
  'podman-disk-full': ({ detail }) => ({
    what: `Podman is out of disk: ${detail}`,
    next: 'Free untagged images, which include the build cache, with `podman image prune`; `podman system df` shows what uses the disk.',
  }),
};
