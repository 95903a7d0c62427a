import type { Problem } from '../problems/problem';
import { classifyFailure } from './classify-failure';
import { formatCommand } from './format-command';
import type { RunCommand } from './run-command';

/** Ports an image in the engine's store exposes, such as `8000/tcp`; or why it cannot be asked. */
export async function readExposedPorts(
  reference: string,
  { run, cwd }: { readonly run: RunCommand; readonly cwd: string },
): Promise<{ readonly ports: readonly string[] } | { readonly problem: Problem }> {
  const command = {
    command: 'docker',
    args: ['image', 'inspect', '--format={{json .Config.ExposedPorts}}', reference],
    cwd,
  };
  const { exitCode, stdout, stderr, failure } = await run(command);
  if (exitCode === 0) {
    return {
      ports: Object.keys((JSON.parse(stdout) as Record<string, unknown> | null) ?? {}).sort(),
    };
  }
  return /no such image/i.test(stderr)
    ? { problem: { kind: 'image-not-loaded', reference } }
    : { problem: classifyFailure(failure ?? stderr, formatCommand(command)) };
}
