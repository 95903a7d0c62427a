import { rmSync } from 'node:fs';
import { afterAll, beforeAll, test } from 'vitest';
import { compareWorkspace, installedFor } from './compare-workspace';
import { type HostPython, hostPythons } from './host-pythons';
import { randomUvWorkspace } from './random-uv-workspace';
import { realUv } from './real-uv';
import { runOracle } from './run-oracle';

let found: { readonly folder: string; readonly pythons: readonly HostPython[] };
beforeAll(async () => {
  found = await hostPythons();
});
afterAll(() => rmSync(found.folder, { recursive: true, force: true }));

test('an image installs what uv would from the whole lock', () =>
  runOracle({
    installer: 'uv',
    share: 40,
    make: (random) => ({
      ...randomUvWorkspace(random),
      target: installedFor(random, found.pythons),
    }),
    compare: ({ target, ...workspace }) =>
      compareWorkspace(workspace, realUv(target.python), target),
  }));
