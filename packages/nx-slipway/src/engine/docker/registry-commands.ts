import type { Command } from '../../process/command';

/** Where commands about a registry run: with the credentials and settings of the engine's own client. */
export interface RegistryClient {
  /** Absolute. */
  readonly cwd: string;
  /** buildx builder; absent for the current one. */
  readonly builder?: string;
}

/** All there is to know of an image in a registry, as JSON. buildx takes one reference a call. */
export function inspectRemoteCommand(reference: string, client: RegistryClient): Command {
  return imagetools(client, ['inspect', '--format={{json .}}', reference]);
}

/** Puts tags on an image of a registry, in other repositories and registries too, without pulling it. */
export function tagRemoteCommand(
  source: string,
  tags: readonly string[],
  client: RegistryClient,
): Command {
  // An index around it would be another digest.
  const args = ['create', '--prefer-index=false', ...tags.map((tag) => `--tag=${tag}`), source];
  return imagetools(client, args);
}

/** Fetches an image of a registry into the engine's store. @param platform absent for the builder's own */
export function pullCommand(
  reference: string,
  platform: string | undefined,
  { cwd }: RegistryClient,
): Command {
  const options = ['--quiet', ...(platform === undefined ? [] : [`--platform=${platform}`])];
  return { command: 'docker', args: ['pull', ...options, reference], cwd };
}

function imagetools({ cwd, builder }: RegistryClient, args: readonly string[]): Command {
  const [verb = '', ...rest] = args;
  return {
    command: 'docker',
    args: ['buildx', 'imagetools', verb, ...(builder ? [`--builder=${builder}`] : []), ...rest],
    cwd,
  };
}
