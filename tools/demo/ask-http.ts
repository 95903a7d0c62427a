import type { Scene } from './scene.ts';
import { waitUntil } from './wait-until.ts';

/**
 * Asks a URL until it answers with success.
 * @throws when there is none within half a minute
 */
export const askHttp = ({ abort }: Pick<Scene, 'abort'>, url: string): Promise<string> =>
  waitUntil({ abort }, url, async () => {
    // A connection made while the service starts up may never be answered; a later one is.
    const signal = AbortSignal.any([abort, AbortSignal.timeout(2_000)]);
    const response = await fetch(url, { signal, headers: { connection: 'close' } });
    return response.ok ? await response.text() : undefined;
  });
