import { rmSync } from 'node:fs';
import { afterAll, beforeAll, test } from 'vitest';
import { compareWorkspace, installedFor } from './compare-workspace';
import { type HostPython, hostPythons } from './host-pythons';
import { randomUvWorkspace } from './random-uv-workspace';
import { realUv } from './real-uv';
import { runOracle } from './run-oracle';

const { UV_DEFAULT_INDEX: index } = process.env;

let found: { readonly folder: string; readonly pythons: readonly HostPython[] };
beforeAll(async () => {
  found = await hostPythons();
});
afterAll(() => rmSync(found.folder, { recursive: true, force: true }));

test('an image installs what uv would from the whole lock', () => {
  if (!index) throw new Error('UV_DEFAULT_INDEX is not set. Run `npm run oracle -- --installers`.');
  return runOracle({
    installer: 'uv',
    share: 25,
    make: (random) => ({
      ...randomUvWorkspace(random, index),
      target: installedFor(random, found.pythons),
    }),
    compare: ({ target, ...workspace }) =>
      compareWorkspace(workspace, realUv(target.python), target),
  });
});
