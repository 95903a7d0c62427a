import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import {
  call,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
  removeImages,
} from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-bake-${randomBytes(3).toString('hex')}`;
const PROJECTS = ['python', 'api', 'worker'];
const IMAGES = ['python-base', 'api', 'worker'].map((name) => `${NAMESPACE}/${name}`);
const GROUPS = { version: 1, stacks: { python: { six: ['six'] } } };

let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE),
    ...libraryFiles({ name: 'shared', code: 'NAME = "shared"\n' }),
    ...serviceFiles({ name: 'api', libraries: ['shared'], packages: ['six'] }, NAMESPACE),
    ...serviceFiles({ name: 'worker', packages: ['six', 'idna'] }, NAMESPACE),
    [LAYER_GROUPS_FILE]: JSON.stringify(GROUPS),
    'libs/shared/.env': 'PASSWORD=of-nobody\n',
  });
});

afterAll(() => workspace?.dispose());

async function layers(): Promise<readonly (readonly string[])[]> {
  return [...(await inspectImages(IMAGES)).values()].map((image) => image.layers);
}

test('plain bake builds the same layers from the folder, without the folder of a run', async () => {
  const built = await workspace.build(PROJECTS);
  expect(built.failed).toEqual({});
  const before = await layers();
  await removeImages(NAMESPACE);
  const { failed, invocations, printed } = await workspace.build(PROJECTS, {
    bakeFolder: 'dist/bake',
  });
  expect([failed, invocations]).toEqual([{}, 0]);
  const [, line = 'false'] = /in the workspace root: (docker .*)/.exec(printed) ?? [];
  await call('bash', ['-c', line], workspace.root);
  expect(await layers()).toEqual(before);
});

test('the file names no path of the workspace, and may come by a pipe', async () => {
  expect(workspace.read('dist/bake/bake.json')).not.toContain(workspace.root);
  const line = 'docker buildx bake --print --file=- < dist/bake/bake.json';
  const { target } = JSON.parse(await call('bash', ['-c', line], workspace.root));
  expect(target.api.tags).toEqual([`${NAMESPACE}/api`]);
});
