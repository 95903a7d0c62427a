/** A file a generator would write. */
export interface FileEdit {
  /** Path relative to the workspace root. */
  readonly file: string;
  readonly content: string;
  /**
   * `user`: written once and then the user's, `framework`: kept as generated, with what is marked as
   * the user's inside it.
   */
  readonly owner: 'user' | 'framework';
}
