import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';

/**
 * Runs `work` while no other process on this machine, of whichever checkout, holds the lock of that name.
 * The kernel's own file lock, held by a child that ends with this process: it cannot become stale.
 *
 * @param options.isShared others that share it may hold it at the same time
 */
export async function withLock<T>(
  place: EnginePlace,
  name: string,
  work: () => Promise<T>,
  { isShared = false }: { readonly isShared?: boolean } = {},
): Promise<T> {
  const locks = join(place.cache, 'locks');
  await mkdir(locks, { recursive: true });
  // `cat` ends when our end of the pipe closes, be it by `end()` or by our death.
  const kind = isShared ? ['--shared'] : [];
  const held = [join(locks, `${name}.lock`), 'sh', '-c', 'echo held; exec cat'];
  const holder = spawn('flock', [...kind, ...held], { stdio: ['pipe', 'pipe', 'inherit'] });
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
