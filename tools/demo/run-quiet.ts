import { execa } from 'execa';
import type { Scene } from './scene.ts';

/**
 * Runs a command without showing it and returns what it writes to standard output.
 * @throws with the command and its standard error
 */
export async function runQuiet(
  scene: Scene,
  command: string,
  args: readonly string[],
): Promise<string> {
  const { stdout } = await execa(command, args, {
    cwd: scene.folder,
    env: scene.env,
    stdin: 'ignore',
    cancelSignal: scene.abort,
  });
  return stdout;
}
