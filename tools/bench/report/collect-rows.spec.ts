import { expect, test } from 'vitest';
import { buildRow } from '../measure/build-row.ts';
import { collectRows } from './collect-rows.ts';

test('a row for each case and contender, with every run in it', () => {
  const measured = (wallSeconds: number) => ({ wallSeconds, runSteps: 2, engineCalls: 1 });
  expect(
    collectRows([
      { case: 'code', contender: 'a', measured: measured(3) },
      { case: 'code', contender: 'b', measured: measured(4) },
      { case: 'code', contender: 'a', measured: measured(5) },
      { case: 'bytes', contender: 'a', measured: { distinctBytes: 7 } },
    ]),
  ).toEqual([
    buildRow({
      ...{ case: 'code', contender: 'a' },
      ...{ wallSeconds: [3, 5], runSteps: [2, 2], engineCalls: [1, 1] },
    }),
    buildRow({
      ...{ case: 'code', contender: 'b' },
      ...{ wallSeconds: [4], runSteps: [2], engineCalls: [1] },
    }),
    buildRow({ case: 'bytes', contender: 'a', distinctBytes: 7 }),
  ]);
});
