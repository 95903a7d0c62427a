import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-same-${randomBytes(3).toString('hex')}`;
const code = 'import jwt\n\n\ndef main() -> None:\n    print(hasattr(jwt, "PyJWT"))\n';

let workspace: RealWorkspace;

beforeAll(async () => {
  // Both have a package `jwt`.
  const service = (name: string) =>
    serviceFiles({ name, packages: ['jwt==1.4.0', 'pyjwt==2.10.1'], code }, NAMESPACE);
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE),
    ...service('a'),
    ...service('b'),
    ...serviceFiles({ name: 'c', packages: ['pyjwt==2.10.1'] }, NAMESPACE),
  });
});

afterAll(() => workspace?.dispose());

function group(layerGroups: Readonly<Record<string, unknown>>): void {
  workspace.write({ [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, ...layerGroups }) });
}

test('two packages of two layers that own the same file fail who has both, and are named', async () => {
  group({ stacks: { python: { jwt: ['jwt'], pyjwt: ['pyjwt'] } } });
  const { failed } = await workspace.build(['python', 'a', 'b', 'c']);
  expect(Object.keys(failed).sort()).toEqual(['a', 'b']);
  expect(failed.a).toBe(
    [
      'a: jwt and pyjwt install different versions of the same file; which one wins depends on install order: jwt/__init__.py',
      '  Put them into one layer, installed in the order of their names: nx g nx-slipway:shared-layers --together=jwt,pyjwt',
    ].join('\n'),
  );
});

test('two packages of one layer do so as well', async () => {
  group({ stacks: { python: { jwt: ['jwt', 'pyjwt'] } } });
  const { failed } = await workspace.build(['a', 'c']);
  expect(Object.keys(failed)).toEqual(['a']);
  expect(failed.a).toContain('jwt and pyjwt install different versions of the same file');
});

test('once they are known to belong together, the last in the order of names counts', async () => {
  group({ stacks: { python: { jwt: ['jwt', 'pyjwt'] } }, together: [['jwt', 'pyjwt']] });
  const { failed } = await workspace.build(['a', 'b', 'c']);
  expect(failed).toEqual({});
  expect(await call('docker', ['run', '--rm', `${NAMESPACE}/a`])).toBe('True');
});
