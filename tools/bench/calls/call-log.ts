/** Where the calls of docker are written down that contenders make. */
export interface CallLog {
  /** Made by {@link installShim}; a file for each call, and one for its progress. */
  readonly folder: string;
  /** Over a contender's environment: makes plain `docker` the one that is written down. */
  readonly env: Readonly<Record<string, string>>;
}
