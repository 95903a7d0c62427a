/** The command that locks a project, as it runs on the host or in base-builder. */
export interface LockStep {
  readonly command: string;
  readonly args: readonly string[];
  /** What it writes, in the folder it runs in. */
  readonly files: readonly string[];
  /** `--mount` values of the RUN in base-builder. */
  readonly mounts: readonly string[];
}

/** What a lock is made for. */
export interface LockTarget {
  /** Python of the stack: `3.13`; absent where it is not known. */
  readonly python?: string;
  /** The project has requirements for development. */
  readonly hasDevGroup: boolean;
  /** Projects of the workspace are among what it needs. */
  readonly hasLocal: boolean;
}
