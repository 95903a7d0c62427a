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
 * @param stop the engine's command
 */
export function watchContainer(stop: Command): ContainerWatch {
  const program = join(__dirname, 'stop-when-alone.js');
  const args = [program, JSON.stringify(stop)];
  const held = startHeld({ command: process.execPath, args, cwd: stop.cwd });
  return { done: () => held.end('done') };
}
