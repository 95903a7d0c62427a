import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { isRead, readDockerfile } from './read-dockerfile.ts';
import type { ReadRequest } from './request.ts';

/** Questions below which another thread, which loads the module once more, costs more than it saves. */
const WORTH_A_THREAD = 60;

/** Threads in all; each holds the module and its memory, some 200 MB. */
const THREADS = 4;

/**
 * Reads many Dockerfiles on as many threads as there are cores, at most four, so that {@link readDockerfile} has the
 * answers. Where it cannot keep answers for other threads, this one reads them all by itself later.
 */
export async function prepareReadings(requests: readonly ReadRequest[]): Promise<void> {
  const open = requests.filter((request) => !isRead(request));
  const threads = Math.min(
    availableParallelism(),
    THREADS,
    Math.ceil(open.length / WORTH_A_THREAD),
  );
  if (threads < 2) return;
  const [own = [], ...others] = Array.from({ length: threads }, (_, thread) =>
    open.filter((_, index) => index % threads === thread),
  );
  const ended = others.map((workerData) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData });
    // What a thread does not get done is read when it is asked for.
    worker.on('error', () => {});
    return once(worker, 'exit');
  });
  for (const request of own) readDockerfile(request);
  await Promise.all(ended);
}
