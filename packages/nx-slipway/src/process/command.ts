/** A command as data: it can be printed, compared and run. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** Folder to run in, absolute. */
  readonly cwd: string;
  /** Variables set over the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}
