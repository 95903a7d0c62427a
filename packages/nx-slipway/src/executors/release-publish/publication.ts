import type { Problem } from '../../problems/problem';

/** What one task publishes. */
export type Publication =
  | {
      readonly kind: 'push';
      readonly task: string;
      readonly project: string;
      /** By semver or PEP 440. */
      readonly version: string;
      /** Entries of the option `tags`. */
      readonly tags: readonly string[];
      /** What they come to, for all images of the project. */
      readonly references: readonly string[];
    }
  /** `nx release` gives the project no new version. */
  | { readonly kind: 'unchanged'; readonly task: string; readonly project: string }
  | { readonly kind: 'problem'; readonly task: string; readonly problems: readonly Problem[] };
