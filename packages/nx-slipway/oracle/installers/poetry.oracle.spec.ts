import { rmSync } from 'node:fs';
import { afterAll, beforeAll, test } from 'vitest';
import { compareWorkspace, installedFor } from './compare-workspace';
import { type HostPython, hostPythons } from './host-pythons';
import { keptLocks } from './kept-locks';
import type { PythonServer } from './python-server';
import { randomPoetryWorkspace } from './random-poetry-workspace';
import { poetryServer, realPoetry } from './real-poetry';
import { runOracle } from './run-oracle';

const { UV_DEFAULT_INDEX: index } = process.env;

let found: { readonly folder: string; readonly pythons: readonly HostPython[] };
let server: PythonServer;
beforeAll(async () => {
  found = await hostPythons();
  server = poetryServer();
});
afterAll(() => {
  server.close();
  rmSync(found.folder, { recursive: true, force: true });
});

test('an image installs what Poetry would from the whole lock', () => {
  if (!index) throw new Error('UV_DEFAULT_INDEX is not set. Run `npm run oracle -- --installers`.');
  const options = { server, locks: keptLocks('poetry'), logs: found.folder };
  return runOracle({
    installer: 'Poetry',
    share: 8,
    make: (random) => ({
      ...randomPoetryWorkspace(random, index),
      target: installedFor(random, found.pythons),
    }),
    compare: ({ target, ...workspace }) =>
      compareWorkspace(workspace, realPoetry(target.python, options), target),
  });
});
