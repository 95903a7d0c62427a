/** What an image asks of a lock over the main dependencies of its package; all names normalised. */
export interface Selection {
  readonly package: string;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** Groups that are installed by default elsewhere, and that the Dockerfile leaves out; absent for none. */
  readonly declined?: readonly string[];
}
