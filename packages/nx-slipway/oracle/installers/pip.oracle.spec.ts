import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { runCommand } from '../../src/process/run-command';
import { compareWorkspace, installedFor } from './compare-workspace';
import { type HostPython, hostPythons } from './host-pythons';
import { type MemoIndex, memoIndex } from './memo-index';
import type { PythonServer } from './python-server';
import { randomPipWorkspace } from './random-pip-workspace';
import { type Pin, realPins } from './real-pins';
import { pipServer, realPip } from './real-pip';
import { runOracle } from './run-oracle';

let found: { readonly folder: string; readonly pythons: readonly HostPython[] };
let servers: readonly PythonServer[] = [];
let index: MemoIndex;
let pins: ReadonlyMap<string, readonly Pin[]>;
beforeAll(async () => {
  const { UV_DEFAULT_INDEX: upstream } = process.env;
  if (upstream === undefined) throw new Error('Set UV_DEFAULT_INDEX to a package index.');
  found = await hostPythons();
  const sitePackages = join(found.folder, 'pip');
  const installed = await runCommand({
    command: 'uv',
    args: ['pip', 'install', '--quiet', '--no-deps', '--target', sitePackages, 'pip'],
    cwd: found.folder,
    env: { UV_PYTHON_DOWNLOADS: 'never' },
  });
  if (installed.exitCode !== 0) throw new Error(installed.stderr);
  servers = found.pythons.map(({ venv }) => pipServer(venv, sitePackages));
  index = await memoIndex(upstream);
  pins = await realPins(found.folder, index.urls[0]);
}, 300_000);
afterAll(() => {
  index?.close();
  for (const server of servers) server.close();
  rmSync(found.folder, { recursive: true, force: true });
});

test('an image installs what pip would from the whole files', () =>
  runOracle({
    installer: 'pip',
    share: 15,
    make: (random) => ({
      ...randomPipWorkspace(random, { pins, urls: index.urls }),
      target: installedFor(random, found.pythons),
    }),
    compare: ({ target, ...workspace }) => {
      const server = servers[found.pythons.indexOf(target.python)];
      if (!server) throw new Error('a Python without pip');
      const env = { ORACLE_INDEX: index.urls[1], ORACLE_VERSION: '1.17.0' };
      const place = { server, index: index.urls[0], env };
      return compareWorkspace(workspace, realPip(target.python, place), target);
    },
  }));
