import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdtempSync, realpathSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { filesBelow } from '../test-support/files-below';
import { firstDifference } from '../test-support/first-difference';
import { buildIn, call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-same-${randomBytes(3).toString('hex')}`;
const PROJECTS = ['python', 'a', 'b'];
const IMAGES = ['python-base', 'a', 'b'];

let workspace: RealWorkspace;
let checkout: string;

beforeAll(async () => {
  const service = (name: string, packages: readonly string[]) =>
    serviceFiles({ name, libraries: ['shared'], packages, apt: ['libpq5'] }, NAMESPACE);
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE, { apt: ['libyaml-0-2'] }),
    ...libraryFiles({ name: 'shared', packages: ['six==1.16.0'] }),
    ...service('a', ['anyio', 'toolz']),
    ...service('b', ['anyio']),
    [LAYER_GROUPS_FILE]: `${JSON.stringify({
      version: 1,
      stacks: { python: { anyio: ['anyio', 'idna', 'typing-extensions'] } },
    })}\n`,
  });
  checkout = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-another-place-')));
  cpSync(workspace.root, checkout, { recursive: true });
  for (const file of filesBelow(checkout)) {
    chmodSync(join(checkout, file), 0o664);
    utimesSync(join(checkout, file), 1_000_000_000, 1_000_000_000);
  }
});

afterAll(async () => {
  if (checkout) rmSync(checkout, { recursive: true });
  await workspace?.dispose();
});

test('images built from nothing in another checkout, with other times and modes, are the same', async () => {
  expect((await workspace.build(PROJECTS)).failed).toEqual({});
  for (const image of IMAGES) {
    await call('docker', ['tag', `${NAMESPACE}/${image}`, `${NAMESPACE}/${image}:one`]);
  }
  const folder = 'dist/bake';
  await buildIn(checkout, NAMESPACE, PROJECTS, { bakeFolder: folder });
  const bake = ['buildx', 'bake', '--no-cache', '--allow=fs=*', '--file', `${folder}/bake.json`];
  await call('docker', bake, checkout);
  for (const image of IMAGES) {
    const names = [`${NAMESPACE}/${image}:one`, `${NAMESPACE}/${image}`] as const;
    expect.soft(await firstDifference(...names), image).toBeUndefined();
  }
});
