/** How a container is to be run; names are docker's own, and podman's. */
export interface RunOptions {
  readonly ports?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly envFile?: string;
  readonly network?: string;
  readonly readOnly: boolean;
  /** Seconds between SIGTERM and SIGKILL. */
  readonly stopTimeout: number;
  readonly args?: readonly string[];
  readonly command?: readonly string[];
}

/** What is run. */
export interface RunSubject {
  readonly reference: string;
  /** Name of the container. */
  readonly container: string;
}

/** The arguments of an engine's client that run an image in the foreground and leave nothing behind. */
export function runArguments(
  { reference, container }: RunSubject,
  options: RunOptions,
): readonly string[] {
  return [
    'run',
    '--rm',
    `--name=${container}`,
    `--stop-timeout=${options.stopTimeout}`,
    ...(options.readOnly ? ['--read-only', '--tmpfs=/tmp'] : []),
    ...(options.ports ?? []).map((port) => `--publish=${port}`),
    ...(options.envFile ? [`--env-file=${options.envFile}`] : []),
    ...Object.entries(options.env ?? {}).map(([name, value]) => `--env=${name}=${value}`),
    ...(options.network ? [`--network=${options.network}`] : []),
    // The probe of the image asks for what its own command serves.
    ...(hasCommand(options) ? ['--no-healthcheck'] : []),
    ...(options.args ?? []),
    reference,
    ...(options.command ?? []),
  ];
}

/** Whether a container runs another command than that of its image. */
export function hasCommand({ command = [] }: Pick<RunOptions, 'command'>): boolean {
  return command.length > 0;
}
