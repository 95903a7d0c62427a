import { normalizePlatform } from '../../dockerfile/platform';
import type { RunCommand } from '../../process/run-command';

/**
 * What a builder builds for where no platform is named: the first of those it lists, which need not be
 * this machine's. Undefined where it does not answer, or has not been started yet.
 *
 * @param builder buildx builder; the current one where none is named
 */
export async function readNativePlatform(
  builder: string | undefined,
  { run, cwd }: { readonly run: RunCommand; readonly cwd: string },
): Promise<string | undefined> {
  const { stdout } = await run({
    command: 'docker',
    args: ['buildx', 'inspect', ...(builder ? [builder] : [])],
    cwd,
  });
  const [, first = ''] = /^Platforms:\s*([^\s,*]+)/m.exec(stdout) ?? [];
  return normalizePlatform(first);
}
