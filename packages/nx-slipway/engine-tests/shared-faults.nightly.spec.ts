import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type FaultyIndexWorkspace,
  makeFaultyIndexWorkspace,
  SHARED_SIX,
} from '../test-support/faulty-index-workspace';
import { type StallingIndex, startStallingIndex } from '../test-support/stalling-index';

let workspace: FaultyIndexWorkspace;
const started: StallingIndex[] = [];

beforeAll(async () => {
  workspace = await makeFaultyIndexWorkspace();
});

afterAll(async () => {
  for (const index of started) index.stop();
  await workspace?.dispose();
});

/** Has the lock name an index that leaves the first requests for the wheel without an answer. */
async function lockToStalling(requests: number): Promise<StallingIndex> {
  const { locked, origin } = workspace;
  const wheel = /url = "([^"]+\/six-[^"]+\.whl)"/.exec(locked)?.[1] ?? '';
  const index = await startStallingIndex(wheel, requests);
  started.push(index);
  workspace.write({ 'uv.lock': locked.replaceAll(origin, index.origin) });
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
  expect(failed.a).toContain(`a failed at: ${SHARED_SIX}`);
  expect(failed.a).toMatch(/\nsix==1\.17\.0 could not be fetched: http:\S+ is unreachable/);
  expect(failed.a).toContain(index.origin);
});
