import { setTimeout } from 'node:timers/promises';
import type { Command } from '../../process/command';
import { runCommand } from '../../process/run-command';

/**
 * A program: runs the command of its argument once its standard input ends without `done`. It tries for 20 s, since
 * what is to be stopped may not have started yet.
 */
async function main(): Promise<void> {
  // What ends the process that is watched is no business of the watcher.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {});
  let told = '';
  for await (const chunk of process.stdin) told += String(chunk);
  if (told === 'done') return;
  const stop = JSON.parse(process.argv[2] ?? '{}') as Command;
  let wasThere = false;
  for (let tries = 0; tries < 40; tries += 1) {
    const isThere = (await runCommand(stop)).exitCode === 0;
    // One that was created and not yet run is stopped without an effect.
    if (wasThere && !isThere) return;
    wasThere = isThere;
    await setTimeout(500);
  }
}

void main();
