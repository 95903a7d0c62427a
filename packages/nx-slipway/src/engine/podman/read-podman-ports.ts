import type { Problem } from '../../problems/problem';
import type { EngineCall } from '../engine';
import { formatCommand } from '../format-command';
import { classifyPodman } from './classify-podman';

/** Ports an image in podman's store exposes, such as `8000/tcp`; or why it cannot be asked. */
export async function readPodmanPorts(
  reference: string,
  { run, cwd }: EngineCall,
): Promise<{ readonly ports: readonly string[] } | { readonly problem: Problem }> {
  const command = {
    command: 'podman',
    args: ['image', 'inspect', '--format={{json .Config.ExposedPorts}}', reference],
    cwd,
  };
  const { exitCode, stdout, stderr, failure } = await run(command);
  if (exitCode === 0) {
    const ports = JSON.parse(stdout) as Readonly<Record<string, unknown>> | null;
    return { ports: Object.keys(ports ?? {}).sort() };
  }
  return /image not known/.test(stderr)
    ? { problem: { kind: 'image-not-loaded', reference } }
    : { problem: classifyPodman(failure ?? stderr, formatCommand(command)) };
}
