import type { RunCommand } from '../../process/run-command';

/** Calls podman in place of docker, for the commands that it takes in docker's words. */
export function asPodman(run: RunCommand): RunCommand {
  return (command, options) => run({ ...command, command: 'podman' }, options);
}

/** A reference as docker prints it: podman names the registry `localhost` where none is named. */
export function withoutLocalhost(reference: string): string {
  return reference.replace(/^localhost\//, '');
}
