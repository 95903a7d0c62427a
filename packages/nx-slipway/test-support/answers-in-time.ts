import { setTimeout } from 'node:timers/promises';

/**
 * Waits for a server that a spec has started, for half a minute and what the questions take.
 *
 * @param ask whether it answers now
 * @param hasEnded whether there is nobody left to wait for
 */
export async function answersInTime(
  ask: () => Promise<boolean>,
  hasEnded: () => boolean = () => false,
): Promise<boolean> {
  for (let tries = 300; tries > 0 && !hasEnded(); tries -= 1) {
    if (await ask()) return true;
    await setTimeout(100);
  }
  return false;
}

/** Whether a server answers over HTTP within two seconds, whatever it says. */
export function answersHttp(url: string): Promise<boolean> {
  // A proxy before a server that only starts may take a connection and never answer on it.
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    async ({ body }) => {
      await body?.cancel();
      return true;
    },
    () => false,
  );
}
