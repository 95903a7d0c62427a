import { join } from 'node:path';
import type { Command } from '../../process/command';
import { startHeld } from '../../process/run-command';

/** A process that outlives this one. */
export interface ContainerWatch {
  /** Says that the container has ended, so that nothing is left to do. */
  readonly done: () => void;
}

/**
 * Starts a process that stops a container when this one ends without a word, however it is killed: the container
 * belongs to the engine, which does not know of us.
 *
 * @param commands of the engine: one that stops it, and one that removes it
 */
export function watchContainer(commands: readonly [Command, Command]): ContainerWatch {
  const program = join(__dirname, 'stop-when-alone.js');
  const args = [program, JSON.stringify(commands)];
  const held = startHeld({ command: process.execPath, args, cwd: commands[0].cwd });
  return { done: () => held.end('done') };
}
