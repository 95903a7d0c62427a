import type { Explanations } from './explanation';

/** What can be wrong with the Nx of a workspace. */
export type NxProblem = {
  readonly kind: 'nx-too-old';
  /** The workspace's: `21.6.11`. */
  readonly version: string;
  /** Oldest that will do: `22.6`. */
  readonly oldest: string;
  /** What `nx migrate` is to be given: `22.7`. */
  readonly target: string;
};

export const nxExplanations: Explanations<NxProblem> = {
  'nx-too-old': ({ version, oldest, target }) => ({
    what: `nx-slipway needs Nx ${oldest} or newer, and this workspace has Nx ${version}`,
    next: `Upgrade Nx, then try again: npx nx migrate ${target}`,
  }),
};
