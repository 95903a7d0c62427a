import { expect, test } from 'vitest';
import { confirmLocks } from './confirm-locks';
import type { ReadBindings } from './read-bindings';

const place = { file: 'a/pyproject.toml', line: 3 };
const old = { kind: 'lock-outdated', place, detail: 'it lacks `six`', dir: 'a' } as const;
const unsure = { ...old, isUnsure: true } as const;
const OUTDATED: ReadBindings = { bindings: { notes: [] }, problems: [old] };
const UNSURE: ReadBindings = { bindings: { notes: [] }, problems: [unsure] };
const AGAIN: ReadBindings = { bindings: { notes: [], lock: { 'uv.lock': '' } }, problems: [] };

test.each<['fresh' | 'outdated' | 'unknown', ReadBindings, ReadBindings]>([
  ['outdated', OUTDATED, OUTDATED],
  ['outdated', UNSURE, UNSURE],
  ['fresh', OUTDATED, AGAIN],
  ['unknown', OUTDATED, OUTDATED],
  ['unknown', UNSURE, { ...AGAIN, bindings: { ...AGAIN.bindings, notes: [unsure] } }],
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
  const bindings = new Map([['x', AGAIN]]);
  const never = () => {
    throw new Error('asked');
  };
  expect(await confirmLocks(bindings, { ask: never, readAgain: never })).toBe(bindings);
});
