import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { enginePlace } from '../engine-place.ts';
import { makeOnce } from '../machine/make-once.ts';

const pin = 'poetry==2.5.1';

/**
 * Installs a pinned Poetry once per machine, from whatever index pip is configured for.
 * @returns a folder for PATH that holds poetry and no Python, so that it hides none
 */
export async function installPoetry(): Promise<string> {
  const place = enginePlace();
  const folder = join(place.cache, pin.replace('==', '-'));
  await makeOnce(place, 'install poetry', folder, async (half, run) => {
    await run('python3', ['-m', 'venv', join(half, 'venv')]);
    await run(join(half, 'venv/bin/python'), ['-m', 'pip', 'install', '--quiet', pin]);
    // The venv's own script names the folder it was made in.
    const script = `#!/bin/sh\nexec '${folder}/venv/bin/python' -m poetry "$@"\n`;
    await mkdir(join(half, 'bin'));
    await writeFile(join(half, 'bin/poetry'), script, { mode: 0o755 });
  });
  return join(folder, 'bin');
}
