import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What a check of base images finds. */
export type BaseProblem =
  | {
      /** Images were built on a digest that their base does not have any more, and so says the Dockerfile. */
      readonly kind: 'bases-outdated';
      readonly stack: string;
      readonly count: number;
    }
  | {
      /** The Dockerfile has the new digest already. */
      readonly kind: 'images-behind-base';
      readonly count: number;
      readonly pushTarget: string;
    }
  | { readonly kind: 'bases-unchecked'; readonly count: number }
  | {
      /** Packages cannot stay as they were built on the base before. */
      readonly kind: 'rebase-refused';
      readonly place: Place;
      readonly stack: string;
      readonly detail: string;
    }
  | { readonly kind: 'images-not-found'; readonly stack: string; readonly buildTarget: string }
  | { readonly kind: 'stack-unknown'; readonly project: string; readonly known: readonly string[] }
  | {
      readonly kind: 'base-jump';
      /** Of the FROM. */
      readonly place: Place;
      readonly stack: string;
      readonly from: string;
      readonly to: string;
      readonly differences: readonly string[];
    }
  | {
      readonly kind: 'base-change-unknown';
      readonly place: Place;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'base-ref-unknown';
      /** As it was given. */
      readonly ref: string;
      readonly detail: string;
    };

function images(count: number): string {
  if (count === 0) return 'the Dockerfile rests';
  return count === 1 ? '1 image rests' : `${count} images rest`;
}

export const baseExplanations: Explanations<BaseProblem> = {
  'bases-outdated': ({ stack, count }) => ({
    what: `${images(count)} on an outdated base`,
    next: `Renew the digest, then build and push again: nx g nx-slipway:upgrade-base ${stack} --digest`,
  }),
  'images-behind-base': ({ count, pushTarget }) => ({
    what: `${images(count)} on an outdated base, and the Dockerfile of the stack has the new digest`,
    next: `Build and push them again: nx run-many -t ${pushTarget}`,
  }),
  'bases-unchecked': ({ count }) => ({
    what: `${count === 1 ? '1 line was' : `${count} lines were`} not checked, so nothing is known of ${count === 1 ? 'its base' : 'their bases'}`,
    next: 'Read the last column. An image of a FROM without a digest is checked once you have pinned the digest and built it again.',
  }),
  'images-not-found': ({ stack, buildTarget }) => ({
    what: `no image of ${stack}, and none that is built from it, is in the engine or in the registries of nx.json`,
    next: `Use --tags for other tags than those in nx.json; otherwise build the images first: nx run-many -t ${buildTarget}`,
  }),
  'stack-unknown': ({ project, known }) => ({
    what: `the project ${project} is not a stack`,
    next:
      known.length > 0
        ? `Check one of these: ${known.join(', ')}`
        : 'Create one: nx g nx-slipway:stack python',
  }),
  'rebase-refused': ({ stack, detail }) => ({
    what: `what was installed on the present base may not work on the new one: ${detail}`,
    next: `Install everything again on the new one: nx g nx-slipway:upgrade-base ${stack} --digest`,
  }),
  'base-jump': ({ stack, from, to, differences }) => ({
    what: `${from} -> ${to} is not a minor change: ${differences.join(', ')}`,
    next: `On the main branch, run what checks projects and locks before it changes the base: nx g nx-slipway:upgrade-base ${stack} --to=${to.replace(/@.*$/, '')}`,
  }),
  'base-change-unknown': ({ from, to }) => ({
    what: `${from} -> ${to} does not say which Python and which Debian the image has, so nothing was checked`,
    next: 'Compare both images yourself, or use references whose tags name them, such as python:3.13-slim-trixie.',
  }),
  'base-ref-unknown': ({ ref, detail }) => ({
    what: `git knows no commit that HEAD and ${JSON.stringify(ref)} have in common: ${detail}`,
    next: 'Fetch the history: `git fetch --unshallow`, or on CI a checkout with fetch-depth 0 or GIT_DEPTH 0.',
  }),
};
