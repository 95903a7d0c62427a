import { execa } from 'execa';
import type { Scene } from './scene.ts';

/**
 * Prints a command as a user types it, runs it with its output shown, and returns its standard output.
 * @throws where it fails
 */
export async function runShown(
  scene: Scene,
  command: string,
  args: readonly string[],
): Promise<string> {
  const typed = [command, ...args].map((word) => quoted(word, scene.folder)).join(' ');
  console.log(`\n$ ${typed}`);
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
}

function quoted(word: string, folder: string): string {
  const short = word.replaceAll(folder, '$PWD');
  return /^[\w@%+=:,./-]+$/.test(short)
    ? short
    : short.includes('$PWD')
      ? `"${short}"`
      : `'${short.replaceAll("'", String.raw`'\''`)}'`;
}
