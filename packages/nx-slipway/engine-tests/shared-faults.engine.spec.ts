import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  type FaultyIndexWorkspace,
  makeFaultyIndexWorkspace,
  SHARED_SIX,
} from '../test-support/faulty-index-workspace';

let workspace: FaultyIndexWorkspace;

beforeAll(async () => {
  workspace = await makeFaultyIndexWorkspace();
});

afterEach(() => workspace.write({ 'uv.lock': workspace.locked }));
afterAll(() => workspace?.dispose());

test('an index that is not there fails those who have the layer, and is named', async () => {
  const { locked, origin } = workspace;
  const { host, hostname } = new URL(origin);
  workspace.write({ 'uv.lock': locked.replaceAll(host, `${hostname}:1`) });
  const { failed } = await workspace.build(['a', 'b', 'c']);
  expect(Object.keys(failed).sort()).toEqual(['a', 'b']);
  expect(failed.b).toContain(`b failed at: ${SHARED_SIX}`);
  expect(failed.b).toMatch(/http:\/\/[\d.]+:1\/\S*six\/\S* is unreachable/);
});

test('a file that is not the locked one fails those who have the layer, and is named', async () => {
  const [before = '', six = ''] = workspace.locked.split('[[package]]\nname = "six"');
  const other = six.replace(/sha256:[0-9a-f]{8}/g, 'sha256:00000000');
  workspace.write({ 'uv.lock': `${before}[[package]]\nname = "six"${other}` });
  const { failed } = await workspace.build(['a', 'b', 'c']);
  expect(Object.keys(failed).sort()).toEqual(['a', 'b']);
  expect(failed.a).toContain(`a failed at: ${SHARED_SIX}`);
  expect(failed.a).toContain(
    'The server returned a file for six==1.17.0 that differs from the locked one',
  );
});

test('a package that is in no lock any more is said, and what is locked is built', async () => {
  for (const name of ['a', 'b']) {
    const file = `services/${name}/pyproject.toml`;
    workspace.write({ [file]: workspace.read(file).replace('"six==1.17.0"', '"toolz"') });
  }
  await workspace.lock();
  const { failed, printed } = await workspace.build(['a', 'b', 'c']);
  expect(failed).toEqual({});
  expect(printed).toContain(
    'note: shared-layers.json: no image has the layer `six` of `python`: no image installs six any more',
  );
});
