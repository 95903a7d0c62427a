import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with the workflows of a CI system. */
export type CiProblem =
  | { readonly kind: 'ci-system-missing' }
  | { readonly kind: 'ci-lock-missing' }
  | { readonly kind: 'ci-engine-unsupported'; readonly engine: string }
  | { readonly kind: 'ci-target-unquotable'; readonly target: string }
  | {
      /** A note, as all that follow. */
      readonly kind: 'ci-cache-missing';
    }
  | { readonly kind: 'ci-cache-elsewhere' }
  | { readonly kind: 'ci-cache-local' }
  | { readonly kind: 'ci-registry-missing'; readonly namespace: string }
  | { readonly kind: 'ci-builder-elsewhere'; readonly builder: string }
  | { readonly kind: 'ci-release-missing' }
  | {
      readonly kind: 'ci-include-missing';
      readonly place: Place;
      /** The file with the jobs. */
      readonly jobs: string;
    };

export const ciExplanations: Explanations<CiProblem> = {
  'ci-system-missing': () => ({
    what: 'the CI system is not set',
    next: 'Set it with --github or --gitlab: nx g nx-slipway:ci --github',
  }),
  'ci-lock-missing': () => ({
    what: 'the workspace has no lock file of npm, pnpm, yarn or bun, so CI could install other versions than you have',
    next: 'Create it, for example with `npm install`, commit it, and run this command again.',
  }),
  'ci-engine-unsupported': ({ engine }) => ({
    what: `nx.json sets the engine ${engine}, and the workflows are written for docker`,
    next: 'Write the workflow by hand, after the page about your CI system in the docs.',
  }),
  'ci-target-unquotable': ({ target }) => ({
    what: `the name of the target ${JSON.stringify(target)} has characters that a workflow would read as something else`,
    next: 'Change the name in nx.json: letters, digits, `-`, `_`, `.` and `:` mean themselves.',
  }),
  'ci-cache-missing': () => ({
    what: 'nx.json sets no cacheBackend, so every run builds all layers of the images that it builds',
    next: 'Set it in the options of nx-slipway in nx.json: "cacheBackend": "registry"',
  }),
  'ci-cache-elsewhere': () => ({
    what: 'the cache backend gha exists on the runners of GitHub only',
    next: 'Use a registry in nx.json: "cacheBackend": "registry"',
  }),
  'ci-cache-local': () => ({
    what: 'the cache backend local is a folder, and the next run may start without it',
    next: 'Use a registry in nx.json: "cacheBackend": "registry"',
  }),
  'ci-registry-missing': ({ namespace }) => ({
    what: `nx.json names no registry, so images are pushed to Docker Hub as ${namespace}/<image>`,
    next: 'Set another one in nx.json, for example "repositories": ["ghcr.io/acme/{{image}}"], and run this command again with --force.',
  }),
  'ci-builder-elsewhere': ({ builder }) => ({
    what: `nx.json sets the builder ${builder}, which the workflows do not create`,
    next: 'Add a step before the builds that creates it with `docker buildx create`, or remove `builder` from nx.json.',
  }),
  'ci-release-missing': () => ({
    what: 'nx.json has no release configuration of nx-slipway, so no workflow for releases was written',
    next: 'Add it with `nx g nx-slipway:init --release`, and run this command again.',
  }),
  'ci-include-missing': ({ jobs }) => ({
    what: `this file exists and was not changed; GitLab does not run the jobs of ${jobs} yet`,
    next: `Add to its \`include\`: { local: ${jobs} }`,
  }),
};
