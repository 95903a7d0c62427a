/** What a tag is made from. */
export type TagSource =
  | { readonly kind: 'raw'; readonly value: string }
  | { readonly kind: 'ref'; readonly event: RefEvent }
  | { readonly kind: 'sha'; readonly format: Length }
  | {
      readonly kind: 'semver' | 'pep440';
      readonly pattern: string;
      /** In place of the project's version. */
      readonly value?: string;
    }
  | { readonly kind: 'date'; readonly format: string; readonly timeZone: string }
  | { readonly kind: 'key'; readonly format: Length };

/** What was checked out, or is built for: a branch, a tag or a pull request. */
export type RefEvent = 'branch' | 'tag' | 'pr';

/** Of a hash: all of it, or enough to tell it from others. */
export type Length = 'short' | 'long';

/**
 * One line of the grammar in docs/reference/tags.md, taken apart. Prefix, suffix and enable may hold expressions,
 * as may values and patterns.
 */
export interface TagTemplate {
  /** As it was written. */
  readonly text: string;
  readonly source: TagSource;
  readonly prefix: string;
  readonly suffix: string;
  /** Resolves to `true` where the template counts. */
  readonly enable: string;
}
