import { expect, test } from 'vitest';
import { formatRows } from './format-rows.ts';

const rows = [
  {
    ...{ case: 'code', contender: 'ours', wallSeconds: [2.04, 1.5, 9] },
    ...{ runSteps: [1, 1, 1], engineCalls: [1, 1, 2] },
  },
  {
    ...{ case: 'code', contender: 'bake', wallSeconds: [4, 5, 6] },
    ...{ runSteps: [1, 1, 1], engineCalls: [1, 1, 1] },
  },
  {
    ...{ case: 'bytes', contender: 'bake', wallSeconds: [], distinctBytes: 312_200_000 },
    ...{ runSteps: [], engineCalls: [] },
  },
];

test('the closing table', async () => {
  const text = formatRows(rows, { code: { bake: 0.408 } }, 'ours');
  await expect(`${text}\n`).toMatchFileSnapshot('__snapshots__/rows.txt');
});
