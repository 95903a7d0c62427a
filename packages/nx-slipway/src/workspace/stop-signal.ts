import { setTimeout } from 'node:timers/promises';

/** Signals that end a run early: Ctrl-C, and what Nx sends when a run is stopped. */
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * An abort signal that follows the process's own stop signals. While it is watched they do not end the
 * process, so that the engine can be told and temporary files removed first.
 */
export function stopSignal(): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const name of STOPS) process.on(name, stop);
  return {
    signal: controller.signal,
    dispose() {
      for (const name of STOPS) process.removeListener(name, stop);
    },
  };
}

/** Waits for so many seconds, and no longer once the signal is given. */
export function waiting(signal: AbortSignal): (seconds: number) => Promise<void> {
  return (seconds) => setTimeout(seconds * 1000, undefined, { signal }).catch(() => undefined);
}
