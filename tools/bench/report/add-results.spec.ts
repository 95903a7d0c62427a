import { expect, test } from 'vitest';
import { addResults } from './add-results.ts';
import type { Results } from './results.ts';
import { sampleResults } from './sample-results.ts';

const before = sampleResults();
const ORDER = ['code', 'bump', 'bytes', 'graph'];

/** What a bench of some cases alone finds. */
function only(names: readonly string[], change: Partial<Results> = {}): Results {
  return {
    ...before,
    cases: Object.fromEntries(names.map((name) => [name, `${name} again`])),
    contenders: { ours: 'this', other: 'another' },
    rows: before.rows
      .filter((row) => names.includes(row.case) && row.contender !== 'peer')
      .map((row) => ({ ...row, wallSeconds: [7] })),
    ...change,
  };
}

test('a case that is measured again is new with all its rows, the others stay', () => {
  const joined = addResults(before, only(['bump']), ORDER);
  expect(Object.entries(joined.cases)).toEqual([
    ['code', 'A line of code'],
    ['bump', 'bump again'],
    ['bytes', 'Bytes'],
    ['graph', 'Graph'],
  ]);
  const rowsOf = ({ rows }: Results, name: string) => rows.filter((row) => row.case === name);
  expect(rowsOf(joined, 'bump').map((row) => [row.contender, row.wallSeconds])).toEqual([
    ['ours', [7]],
    ['bake', [7]],
  ]);
  for (const name of ['code', 'bytes', 'graph']) {
    expect(rowsOf(joined, name)).toEqual(rowsOf(before, name));
  }
  expect(joined.ratios.code).toEqual(before.ratios.code);
  expect(joined.ratios.bump).toEqual({ bake: 1 });
  expect(Object.keys(joined.contenders)).toEqual(['ours', 'bake', 'peer', 'nothing', 'other']);
});

test('cases stand in their own order', () => {
  const joined = addResults(only(['graph', 'code']), only(['bytes', 'bump']), ORDER);
  expect(Object.keys(joined.cases)).toEqual(ORDER);
  expect([...new Set(joined.rows.map((row) => row.case))]).toEqual(ORDER);
});

test('a bench that was stopped takes nothing of the cases it did not come to', () => {
  const all = only(ORDER);
  const stopped = { ...all, rows: all.rows.filter((row) => row.case === 'code') };
  const joined = addResults(before, stopped, ORDER);
  const { rows } = addResults(before, only(['code']), ORDER);
  expect(joined.rows).toEqual(rows);
  expect(Object.keys(addResults(stopped, only(['bump']), ORDER).cases)).toEqual(['code', 'bump']);
});

test.each<[string, Partial<Results>]>([
  ['20 services, and these of 3 services', { services: 3 }],
  ['2 cores, and these of 8 cores', { machine: { ...before.machine, cores: 8 } }],
])('figures of %s are not put together', (what, change) => {
  expect(() => addResults(before, only(['code'], change), ORDER)).toThrow(
    `the figures there are of ${what}: measure without --add`,
  );
});
