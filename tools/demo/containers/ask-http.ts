import type { Scene } from '../scene.ts';
import { waitUntil } from './wait-until.ts';

/** Milliseconds one attempt may take. */
const PATIENCE = 2_000;

/**
 * Asks a URL until it answers with success.
 * @throws when there is none within half a minute
 */
export function askHttp(scene: Pick<Scene, 'abort'>, url: string): Promise<string> {
  return waitUntil(scene, url, async () => {
    // A connection made while the service starts up may never be answered; a later one is. The timer is
    // our own: Node 20 may collect a signal made of others before it fires.
    const attempt = new AbortController();
    const timer = setTimeout(() => attempt.abort(), PATIENCE);
    try {
      const response = await fetch(url, {
        signal: attempt.signal,
        headers: { connection: 'close' },
      });
      return response.ok ? await response.text() : undefined;
    } finally {
      clearTimeout(timer);
    }
  });
}
