import { join } from 'node:path';
import { enginePlace } from '../engine-place.ts';
import { makeOnce } from '../machine/make-once.ts';
import { indexProxyVenv, installIndexProxy } from './install-index-proxy.ts';

const pin = 'uv==0.13.9';

/**
 * Installs a pinned uv once per machine, from whatever index pip is configured for.
 * @returns a folder for PATH that holds uv and uvx and no Python, so that it hides none
 */
export async function installUv(): Promise<string> {
  const place = enginePlace();
  const folder = join(place.cache, pin.replace('==', '-'));
  // Its pip is one that is surely there: Debian's own Python has none.
  await installIndexProxy(place);
  const python = join(indexProxyVenv(place), 'bin/python');
  await makeOnce(place, 'install uv', folder, (half, run) =>
    run(python, ['-m', 'pip', 'install', '--quiet', '--target', half, pin]),
  );
  return join(folder, 'bin');
}
