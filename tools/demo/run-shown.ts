import { execa } from 'execa';
import type { Scene } from './scene.ts';

/**
 * Prints a command as a user types it, runs it with its output shown, and returns its standard output.
 * @throws where it fails
 */
export const runShown = async (
  scene: Scene,
  command: string,
  args: readonly string[],
): Promise<string> => {
  console.log(`\n$ ${[command, ...args].map(quoted).join(' ')}`);
  const { stdout } = await execa(command, args, {
    cwd: scene.folder,
    env: scene.env,
    stdin: 'ignore',
    stdout: ['inherit', 'pipe'],
    stderr: 'inherit',
    cancelSignal: scene.abort,
    // A build's client needs a moment to tell the engine to stop.
    forceKillAfterDelay: 20_000,
  });
  return stdout;
};

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
