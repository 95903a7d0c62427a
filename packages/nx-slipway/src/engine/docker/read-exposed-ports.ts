import type { Problem } from '../../problems/problem';
import { formatCommand } from '../../process/format-command';
import type { RunCommand } from '../../process/run-command';

/** How an engine's client is asked about images of its store. */
interface PortsClient {
  readonly command: string;
  /** What it says of an image that is not there. */
  readonly unknown: RegExp;
  readonly classify: (detail: string, command: string) => Problem;
}

/** Asks an engine which ports an image in its store exposes, such as `8000/tcp`; or why it cannot be asked. */
export function exposedPortsReader({ command: client, unknown, classify }: PortsClient) {
  return async (
    reference: string,
    { run, cwd }: { readonly run: RunCommand; readonly cwd: string },
  ): Promise<{ readonly ports: readonly string[] } | { readonly problem: Problem }> => {
    const command = {
      command: client,
      args: ['image', 'inspect', '--format={{json .Config.ExposedPorts}}', reference],
      cwd,
    };
    const { exitCode, stdout, stderr, failure } = await run(command);
    if (exitCode === 0) {
      const ports = JSON.parse(stdout) as Readonly<Record<string, unknown>> | null;
      return { ports: Object.keys(ports ?? {}).sort() };
    }
    return unknown.test(stderr)
      ? { problem: { kind: 'image-not-loaded', reference } }
      : { problem: classify(failure ?? stderr, formatCommand(command)) };
  };
}
