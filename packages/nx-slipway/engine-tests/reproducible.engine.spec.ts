import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SETTLE } from '../src/generators/migrate-templates/settle';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
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
    ['a', 'b'],
    // By night these are compared too.
    { cached: ['python-base', 'python-base-builder'] },
  );
  expect(found).toEqual({});
});

test('a folder has the one time also where its own time was set back after somebody wrote to it', async () => {
  // As overlayfs does with the folder above one that it copies up, where another process writes to it at that moment.
  const step = `mkdir /usr/lib/new && touch -d @1000000000 /usr/lib && ${SETTLE}`;
  const head = 'FROM python:3.13-slim-trixie\nARG SOURCE_DATE_EPOCH=315532800\n';
  workspace.write({ 'set-back/Dockerfile': `${head}RUN ${step}\n` });
  const image = `${NAMESPACE}/set-back`;
  await call('docker', ['buildx', 'build', '--load', `--tag=${image}`, 'set-back'], workspace.root);
  const times = await call('docker', ['run', '--rm', image, 'stat', '-c%Y', '/usr/lib']);
  expect(times.trim()).toBe('315532800');
});
