import { setTimeout } from 'node:timers/promises';
import type { Scene } from '../scene.ts';

/**
 * Asks again and again until there is an answer.
 * @param ask undefined or a rejection stands for "not yet"
 * @param seconds after which it gives up
 * @throws naming what was waited for, with the last rejection as its cause
 */
export async function waitUntil<T>(
  { abort }: Pick<Scene, 'abort'>,
  what: string,
  ask: () => Promise<T | undefined>,
  seconds = 30,
): Promise<T> {
  let cause: unknown;
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; ) {
    abort.throwIfAborted();
    try {
      const answer = await ask();
      if (answer !== undefined) {
        return answer;
      }
    } catch (error) {
      cause = error;
    }
    await setTimeout(100);
  }
  throw new Error(`${what}: not within ${seconds} s`, { cause });
}
