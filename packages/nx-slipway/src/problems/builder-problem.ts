import type { Explanations } from './explanation';

/** What can be wrong with builders, and with the caches beside them. */
export type BuilderProblem =
  | { readonly kind: 'github-cache-away' }
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
  'github-cache-away': () => ({
    what: "there is no cache of GitHub's here, so these images are built without: ACTIONS_RUNTIME_TOKEN is not set",
    next: 'In a workflow the action crazy-max/ghaction-github-runtime sets it; elsewhere `--cacheBackend=registry` is a cache that every machine reaches.',
  }),
  'cache-not-kept': ({ detail }) => ({
    what: `this builder cannot keep layers in a cache: ${detail}`,
    next: 'Turn on the containerd image store of Docker ("features": {"containerd-snapshotter": true} in daemon.json); or `docker buildx create --name=ci --driver=docker-container` and `--builder=ci`; or `--cacheWrite=false`.',
  }),
  'cache-unreachable': ({ direction, detail }) => ({
    what: `the cache could not be ${direction}: ${detail}`,
    next: 'Images were built without it. See that its registry or bucket is there and lets you in (`docker login`), or `--cacheWrite=false` where the cache is only read.',
  }),
  'builder-lost': ({ builder, detail, replacement }) => ({
    what: `${builder ? `the builder ${builder}` : 'the builder'} went away: ${detail}`,
    next: replacement
      ? `What it had not done was built by ${replacement}; \`docker buildx inspect ${builder}\` says whether it is back.`
      : `Images that were done by then are. The same command builds the rest once \`docker buildx inspect${builder ? ` ${builder}` : ''}\` says that it is back; another takes over by itself where two are named, --builder=${builder ?? '<name>'},<other>.`,
  }),
};
