import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import type { Scene } from '../scene.ts';

/** What a command came to. */
export interface Ended {
  /** 1 where a signal ended it. */
  readonly exitCode: number;
  /** Standard output and standard error as they came, without colours, which CI machines ask for. */
  readonly output: string;
}

/**
 * Runs a command that may fail to its end, without showing it.
 * @param graceTimer milliseconds it has to stop by itself when the scene is left; 5 seconds by default
 */
export async function runToEnd(
  scene: Scene,
  command: string,
  args: readonly string[],
  { graceTimer = 5000 }: { readonly graceTimer?: number } = {},
): Promise<Ended> {
  const { exitCode = 1, all } = await execa(command, args, {
    cwd: scene.folder,
    env: scene.env,
    stdin: 'ignore',
    all: true,
    reject: false,
    cancelSignal: scene.abort,
    forceKillAfterDelay: graceTimer,
  });
  return { exitCode, output: stripVTControlCharacters(all) };
}
