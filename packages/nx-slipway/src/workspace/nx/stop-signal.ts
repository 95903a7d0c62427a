import { setTimeout } from 'node:timers/promises';

/** Signals that end a run early: Ctrl-C, and what Nx sends when a run is stopped. */
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How a run is told to end early. */
export interface StopSignal {
  /** Aborted once the process is asked to stop. */
  readonly signal: AbortSignal;
  /**
   * Aborted once it is asked again, by the same signal: Nx passes Ctrl-C on as another one, which is no
   * second wish of the user's.
   */
  readonly kill: AbortSignal;
  readonly dispose: () => void;
}

/** How often a process looks whether its parent is there, in milliseconds. */
const PARENT_CHECK = 500;

/**
 * Abort signals that follow the process's own stop signals. While they are watched those do not end the
 * process, so that the engine can be told and temporary files removed first.
 *
 * @param options.withParent the end of the process that started this one is a stop as well: an Nx that was killed
 *   sends no signal
 */
export function stopSignal({ withParent = false } = {}): StopSignal {
  const controller = new AbortController();
  const kill = new AbortController();
  const seen = new Set<string>();
  const stop = (name: string): void => {
    if (seen.has(name)) kill.abort();
    seen.add(name);
    controller.abort();
  };
  for (const name of STOPS) process.on(name, stop);
  const parent = process.ppid;
  const check = withParent
    ? setInterval(() => process.ppid !== parent && controller.abort(), PARENT_CHECK).unref()
    : undefined;
  return {
    signal: controller.signal,
    kill: kill.signal,
    dispose() {
      clearInterval(check);
      for (const name of STOPS) process.removeListener(name, stop);
    },
  };
}

/** Waits for so many seconds, and no longer once the signal is given. */
export function waiting(signal: AbortSignal): (seconds: number) => Promise<void> {
  return (seconds) => setTimeout(seconds * 1000, undefined, { signal }).catch(() => undefined);
}
