import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';
import { makeOnce } from '../machine/make-once.ts';

/** The proxy and the server that runs it: `proxpi` caches index pages and files, and rewrites file URLs. */
const pins = ['proxpi==1.3.1', 'gunicorn==27.0.1'] as const;

/** The venv of the proxy, named for its pin. Run it as `bin/python -m …`: it was made under another name. */
export function indexProxyVenv(place: EnginePlace): string {
  return join(place.cache, pins[0].replace('==', '-'));
}

/** Installs the proxy once per machine, from whatever index pip is configured for. */
export function installIndexProxy(place: EnginePlace): Promise<void> {
  return makeOnce(place, 'install index proxy', indexProxyVenv(place), async (half, run) => {
    await run('python3', ['-m', 'venv', half]);
    await run(join(half, 'bin/python'), ['-m', 'pip', 'install', '--quiet', ...pins]);
  });
}
