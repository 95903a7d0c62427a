import { expect, test } from 'vitest';
import { formatProblem } from '../../../problems/format-problem';
import { checkRuntimeOptions, runtimeNotes, runtimeSettings } from './runtime-settings';

const NONE = { env: [], label: [], files: [] };

test('the group of a user is its own, unless one is named', () => {
  expect(runtimeSettings(NONE).user).toBe('10001:10001');
  expect(runtimeSettings({ ...NONE, uid: 7 }).user).toBe('7:7');
  expect(runtimeSettings({ ...NONE, uid: 7, gid: 0 }).user).toBe('7:0');
});

test.each([
  ['/', 0],
  ['/srv/app', 0],
  ['srv', 1],
  ['//', 1],
  ['/a b', 1],
])('the working directory %s has %i problems', (workdir, count) =>
  expect(checkRuntimeOptions({ ...NONE, workdir })).toHaveLength(count),
);

test('root is allowed, with a note', () => {
  expect(runtimeNotes({ uid: 7 }, 'Dockerfile')).toEqual([]);
  expect(runtimeNotes({ uid: 0 }, 'Dockerfile').map(formatProblem)).toEqual([
    'Dockerfile: the container runs as root, so a fault in it has the rights of root on every volume\n' +
      '  For a user of its own run the generator service again with a number: --uid=10001.',
  ]);
});
