import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { type StallingIndex, startStallingIndex } from '../test-support/stalling-index';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-faults-${randomBytes(3).toString('hex')}`;
const STACK = 'images/python/Dockerfile';
const SHARED = 'shared layer six of shared-layers.json: RUN uv pip install';

let workspace: RealWorkspace;
let lock: string;
/** The index the lock names, up to its path. */
let origin: string;
const started: StallingIndex[] = [];

beforeAll(async () => {
  const stack = stackFiles(NAMESPACE);
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stack,
    // Three tries of five seconds: the wait is short, and a machine under load answers in time.
    [STACK]: `${stack[STACK]}`
      .replace('UV_HTTP_RETRIES=5', 'UV_HTTP_RETRIES=2')
      .replace('UV_HTTP_TIMEOUT=15', 'UV_HTTP_TIMEOUT=5'),
    ...serviceFiles({ name: 'a', packages: ['six==1.17.0'] }, NAMESPACE),
    ...serviceFiles({ name: 'b', packages: ['six==1.17.0'] }, NAMESPACE),
    ...serviceFiles({ name: 'c' }, NAMESPACE),
    [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks: { python: { six: ['six'] } } }),
  });
  lock = workspace.read('uv.lock');
  origin = new URL(/registry = "([^"]+)"/.exec(lock)?.[1] ?? '').origin;
});

afterEach(() => workspace.write({ 'uv.lock': lock }));
afterAll(async () => {
  for (const index of started) index.stop();
  await workspace?.dispose();
});

/** Has the lock name an index that leaves the first requests for the wheel without an answer. */
async function lockToStalling(requests: number): Promise<StallingIndex> {
  const wheel = /url = "([^"]+\/six-[^"]+\.whl)"/.exec(lock)?.[1] ?? '';
  const index = await startStallingIndex(wheel, requests);
  started.push(index);
  workspace.write({ 'uv.lock': lock.replaceAll(origin, index.origin) });
  return index;
}

test('a fetch that stalls is tried again', async () => {
  const index = await lockToStalling(1);
  const { failed, runs } = await workspace.build(['a', 'b', 'c']);
  expect(failed).toEqual({});
  expect(runs.filter((run) => run.startsWith('RUN uv pip install'))).toHaveLength(1);
  expect(index.stalled()).toBe(1);
});

test('a fetch that stalls again and again fails those who have the layer, and names the package', async () => {
  const index = await lockToStalling(Number.POSITIVE_INFINITY);
  const { failed } = await workspace.build(['a', 'b', 'c']);
  expect(Object.keys(failed).sort()).toEqual(['a', 'b']);
  expect(failed.a).toContain(`a failed at: ${SHARED}`);
  expect(failed.a).toMatch(/\nsix==1\.17\.0 could not be fetched: http:\S+ is unreachable/);
  expect(failed.a).toContain(index.origin);
});

test('an index that is not there fails those who have the layer, and is named', async () => {
  workspace.write({
    'uv.lock': lock.replaceAll(new URL(origin).host, `${new URL(origin).hostname}:1`),
  });
  const { failed } = await workspace.build(['a', 'b', 'c']);
  expect(Object.keys(failed).sort()).toEqual(['a', 'b']);
  expect(failed.b).toContain(`b failed at: ${SHARED}`);
  expect(failed.b).toMatch(/http:\/\/[\d.]+:1\/\S*six\/\S* is unreachable/);
});

test('a file that is not the locked one fails those who have the layer, and is named', async () => {
  const [before = '', six = ''] = lock.split('[[package]]\nname = "six"');
  const other = six.replace(/sha256:[0-9a-f]{8}/g, 'sha256:00000000');
  workspace.write({ 'uv.lock': `${before}[[package]]\nname = "six"${other}` });
  const { failed } = await workspace.build(['a', 'b', 'c']);
  expect(Object.keys(failed).sort()).toEqual(['a', 'b']);
  expect(failed.a).toContain(`a failed at: ${SHARED}`);
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
