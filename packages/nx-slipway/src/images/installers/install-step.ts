/** The RUN that installs an image's locked third-party packages into /venv. */
export interface InstallStep {
  /** `--mount` values in BuildKit's syntax. */
  readonly mounts: readonly string[];
  /** The command; lines of it continue with a backslash. */
  readonly command: string;
}
