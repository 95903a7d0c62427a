import { expect, test } from 'vitest';
import { collectRows } from '../report/collect-rows.ts';
import { describeRuns } from './describe-runs.ts';

test.each([
  [[1, 1], 'One run'],
  [[3, 3], 'Median of 3 runs'],
  [[3, 1], 'Median of 1 to 3 runs'],
])('of cases with %s times, and one without', (counts, expected) => {
  const timed = counts.flatMap((count, index) =>
    Array.from({ length: count }, () => ({
      ...{ case: `case ${index}`, contender: 'ours' },
      measured: { wallSeconds: 1 },
    })),
  );
  const bytes = { case: 'bytes', contender: 'ours', measured: { distinctBytes: 1 } };
  expect(describeRuns({ rows: collectRows([...timed, bytes]) })).toBe(expected);
});
