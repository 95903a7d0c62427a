/**
 * A signal that SIGINT and SIGTERM abort, in place of ending the process at once: what is under way then
 * throws, and every `finally` on the way out removes what it made.
 */
export function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => stop.abort(new Error(`stopped by ${name}`)));
  }
  return stop.signal;
}
