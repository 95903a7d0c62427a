import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';

/**
 * Runs `work` while no other process on this machine, of whichever checkout, holds the lock of that name.
 * The kernel's own file lock, held by a child that ends with this process: it cannot become stale.
 */
export async function withLock<T>(
  place: EnginePlace,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const locks = join(place.cache, 'locks');
  await mkdir(locks, { recursive: true });
  // `cat` ends when our end of the pipe closes, be it by `end()` or by our death.
  const holder = spawn('flock', [join(locks, `${name}.lock`), 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    await Promise.race([once(holder.stdout, 'data'), failed(holder)]);
    return await work();
  } finally {
    holder.stdin.end();
  }
}

async function failed(holder: ReturnType<typeof spawn>): Promise<never> {
  const [code] = await once(holder, 'exit');
  throw new Error(`flock ended with code ${code}`);
}
