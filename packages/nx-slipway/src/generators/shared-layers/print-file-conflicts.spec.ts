import { logger } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Services, treeOfServices } from '../../../test-support/services-that-share';
import { noPages } from '../../../test-support/silent-index';
import generator from './generator';

beforeEach(() => {
  outside.fetchPage.mockClear();
  vi.spyOn(logger, 'info').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

const BOTH: Services = { api: ['a', 'b'], worker: ['a', 'b'] };

/** Says of every package that it has a file of one name with contents of its own. */
const known = Object.assign(new Map<string, ReadonlyMap<string, string>>(), {
  has: () => true,
  get: (line: string) => new Map([['common.py', line]]),
});
const outside = {
  fetchPage: vi.fn(noPages),
  records: { read: () => known, write: () => undefined },
};

test('packages that own the same file are printed before a build finds them, until they are known to belong together', async () => {
  const warn = vi.spyOn(logger, 'warn').mockImplementation(() => undefined);
  const tree = treeOfServices(BOTH);
  await generator(tree, {}, outside);
  expect(warn.mock.calls).toEqual([
    [
      [
        'api: a and b install different versions of the same file; which one wins depends on install order: common.py',
        '  Put them into one layer, installed in the order of their names: nx g nx-slipway:shared-layers --together=a,b',
      ].join('\n'),
    ],
  ]);
  await generator(tree, { together: ['a', 'b'] }, outside);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(outside.fetchPage).not.toHaveBeenCalled();
});

test('nothing is known where no index answers, which is printed', async () => {
  const unread = { ...outside, records: { ...outside.records, read: () => new Map() } };
  await generator(treeOfServices(BOTH), {}, unread);
  expect(vi.mocked(logger.info).mock.calls.flat().join('\n')).toContain(
    'unchecked before the build, which checks them: files of a 1.0',
  );
});

test('nx sync asks no index', async () => {
  const unread = { ...outside, records: { ...outside.records, read: () => new Map() } };
  await generator(treeOfServices(BOTH), undefined, unread);
  expect(outside.fetchPage).not.toHaveBeenCalled();
});
