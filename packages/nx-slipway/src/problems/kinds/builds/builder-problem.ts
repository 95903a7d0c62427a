import type { Explanations } from '../../explanation';

/** What can be wrong with builders, and with the caches beside them. */
export type BuilderProblem =
  | { readonly kind: 'github-cache-unavailable' }
  | {
      /** The builder keeps no layers elsewhere. */
      readonly kind: 'cache-not-kept';
      /** What buildx said. */
      readonly detail: string;
    }
  | {
      /** A backend did not hand layers out, or did not take them; the images are built all the same. */
      readonly kind: 'cache-unreachable';
      readonly direction: 'read' | 'written';
      /** What the builder said. */
      readonly detail: string;
    }
  | {
      /** The builder went away while it built. */
      readonly kind: 'builder-lost';
      /** Its name, where one was asked for. */
      readonly builder?: string;
      readonly detail: string;
      /** The builder that went on with what was left. */
      readonly replacement?: string;
    };

export const builderExplanations: Explanations<BuilderProblem> = {
  'github-cache-unavailable': () => ({
    what: "GitHub's cache is not available here, so these images are built without it: ACTIONS_RUNTIME_TOKEN is not set",
    next: 'In a workflow, add the action crazy-max/ghaction-github-runtime, which sets it; elsewhere build with `--cacheBackend=registry`.',
  }),
  'cache-not-kept': ({ detail }) => ({
    what: `this builder cannot export a cache: ${detail}`,
    next: 'Turn on the containerd image store of Docker ("features": {"containerd-snapshotter": true} in daemon.json); or run `docker buildx create --name=ci --driver=docker-container` and build with `--builder=ci`; or only read the cache: `--cacheWrite=false`.',
  }),
  'cache-unreachable': ({ direction, detail }) => ({
    what: `the cache could not be ${direction}: ${detail}`,
    next: 'The images were built without it. Check that its registry or bucket exists and accepts your login (`docker login`), or only read the cache: `--cacheWrite=false`.',
  }),
  'builder-lost': ({ builder, detail, replacement }) => ({
    what: `${builder ? `the builder ${builder}` : 'the builder'} stopped answering: ${detail}`,
    next: replacement
      ? `${replacement} built the rest. Check the lost builder with \`docker buildx inspect ${builder}\`.`
      : `Finished images are kept. Run the same command again to build the rest, once \`docker buildx inspect${builder ? ` ${builder}` : ''}\` succeeds; or name a second builder that takes over: --builder=${builder ?? '<name>'},<other>`,
  }),
};
