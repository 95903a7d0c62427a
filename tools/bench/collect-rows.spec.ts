import { expect, test } from 'vitest';
import { collectRows } from './collect-rows.ts';

const build = (wallSeconds: number) => ({ build: { wallSeconds, runSteps: 2, engineCalls: 1 } });

test('a row for each case and contender, with every run in it', () => {
  expect(
    collectRows([
      { case: 'code', contender: 'a', measured: build(3) },
      { case: 'code', contender: 'b', measured: build(4) },
      { case: 'code', contender: 'a', measured: build(5) },
      { case: 'bytes', contender: 'a', measured: { distinctBytes: 7 } },
    ]),
  ).toEqual([
    {
      ...{ case: 'code', contender: 'a' },
      ...{ wallSeconds: [3, 5], runSteps: [2, 2], engineCalls: [1, 1] },
    },
    {
      ...{ case: 'code', contender: 'b' },
      ...{ wallSeconds: [4], runSteps: [2], engineCalls: [1] },
    },
    {
      ...{ case: 'bytes', contender: 'a', distinctBytes: 7 },
      ...{ wallSeconds: [], runSteps: [], engineCalls: [] },
    },
  ]);
});
