/** The RUN that installs an image's locked third-party packages into /venv. */
export interface InstallStep {
  /** `--mount` values in BuildKit's syntax. */
  readonly mounts: readonly string[];
  /** The command, on one line. */
  readonly command: string;
}

/** What of a lock an image installs. */
export interface Selection {
  /** Normalised name of the service's package. */
  readonly package: string;
  /** Extras and dependency groups asked for over the main dependencies; normalised, sorted. */
  readonly extras: readonly string[];
  readonly groups: readonly string[];
}
