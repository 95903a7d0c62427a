import { expect, test } from 'vitest';
import { confirmLocks } from './confirm-locks';
import type { ReadSeams } from './read-seams';

const place = { file: 'a/pyproject.toml', line: 3 };
const old = { kind: 'lock-outdated', place, detail: 'it lacks `six`', dir: 'a' } as const;
const unsure = { ...old, isUnsure: true } as const;
const OUTDATED: ReadSeams = { seams: { notes: [] }, problems: [old] };
const UNSURE: ReadSeams = { seams: { notes: [] }, problems: [unsure] };
const AGAIN: ReadSeams = { seams: { notes: [], lock: { 'uv.lock': '' } }, problems: [] };

test.each<['fresh' | 'outdated' | 'unknown', ReadSeams, ReadSeams]>([
  ['outdated', OUTDATED, OUTDATED],
  ['outdated', UNSURE, UNSURE],
  ['fresh', OUTDATED, AGAIN],
  ['unknown', OUTDATED, OUTDATED],
  ['unknown', UNSURE, { ...AGAIN, seams: { ...AGAIN.seams, notes: [unsure] } }],
])('of a lock that uv calls %s', async (state, before, expected) => {
  const asked: string[] = [];
  const found = await confirmLocks(new Map([['x', before]]), {
    ask: (dir) => {
      asked.push(dir);
      return Promise.resolve(state);
    },
    readAgain: (ids, trusted) => {
      expect([...trusted]).toEqual(expected === before ? [] : ['a']);
      return Promise.resolve(new Map([...ids].map((id) => [id, AGAIN])));
    },
  });
  expect(asked).toEqual(['a']);
  expect(found.get('x')).toEqual(expected);
});

test('nobody is asked where nothing is outdated', async () => {
  const seams = new Map([['x', AGAIN]]);
  const never = () => {
    throw new Error('asked');
  };
  expect(await confirmLocks(seams, { ask: never, readAgain: never })).toBe(seams);
});
