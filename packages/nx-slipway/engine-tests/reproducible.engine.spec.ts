import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';
import { differencesOfTwoBuilds } from './reproducible';

const NAMESPACE = `slipway-same-${randomBytes(3).toString('hex')}`;

let workspace: RealWorkspace;

beforeAll(async () => {
  const service = (name: string, packages: readonly string[]) =>
    serviceFiles(
      { name, libraries: ['shared'], packages, apt: ['libpq5'], files: ['src/', 'pyproject.toml'] },
      NAMESPACE,
    );
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
});

afterAll(() => workspace?.dispose());

test('images built from nothing in another checkout, with other times and modes, are the same', async () => {
  const found = await differencesOfTwoBuilds(
    workspace,
    ['python', 'a', 'b'],
    ['python-base', 'a', 'b'],
    { keepsBuilder: true },
  );
  expect(found).toEqual({});
});
