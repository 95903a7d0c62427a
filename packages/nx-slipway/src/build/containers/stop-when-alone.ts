import { setTimeout } from 'node:timers/promises';
import type { Command } from '../../process/command';
import { runCommand } from '../../process/run-command';

/**
 * A program: stops and removes a container by the commands of its argument once its standard input ends without
 * `done`. It tries for 20 s, since the container may not be there yet.
 */
async function main(): Promise<void> {
  // What ends the process that is watched is no business of the watcher.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {});
  let told = '';
  for await (const chunk of process.stdin) told += String(chunk);
  if (told === 'done') return;
  const [stop, remove] = JSON.parse(process.argv[2] ?? '[]') as readonly Command[];
  for (let tries = 0; stop && remove && tries < 40; tries += 1) {
    const { exitCode } = await runCommand(stop);
    // One that was created and has not run is stopped without an effect.
    await runCommand(remove);
    if (exitCode === 0) return;
    await setTimeout(500);
  }
}

void main();
