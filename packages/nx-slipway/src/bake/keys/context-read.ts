/** A part of a build context on disk that a target takes, whose files decide its content. */
export interface ContextRead {
  /** Root of the context, absolute. */
  readonly folder: string;
  /** Path relative to it, wildcards included; `.` is the whole of it. */
  readonly source: string;
  /** Text of the ignore file; or the absolute paths where one may lie, of which the first that exists counts. */
  readonly ignore: { readonly text: string } | { readonly files: readonly string[] };
}
