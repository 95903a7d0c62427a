/** Where commands run: a workspace, an environment, and what ends them early. */
export interface Scene {
  /** Absolute; the commands' working directory. */
  readonly folder: string;
  /** Over `process.env`. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborted by Ctrl-C; running commands are then ended and no further one starts. */
  readonly abort: AbortSignal;
}
