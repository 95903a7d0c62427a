import { expect, test } from 'vitest';
import { buildRow } from '../measure/build-row.ts';
import { planRatios } from './plan-ratios.ts';

test('one median by every other contender that did the job', () => {
  const stale = { imagesChanged: [0, 0], imagesDue: [1, 1] };
  const rows = [
    buildRow({ contender: 'ours', wallSeconds: [1, 2, 9] }),
    buildRow({ contender: 'bake', wallSeconds: [4, 6, 3] }),
    buildRow({ contender: 'loop', wallSeconds: [3, 3, 3] }),
    buildRow({ contender: 'peer', wallSeconds: [1, 1], ...stale }),
    buildRow({ case: 'bytes', contender: 'ours', distinctBytes: 10 }),
    buildRow({ case: 'bytes', contender: 'bake', distinctBytes: 100 }),
  ];
  expect(planRatios(rows, 'ours')).toEqual({
    code: { bake: 0.5, loop: 0.667 },
    bytes: { bake: 0.1 },
  });
});

test('nothing where the one was not measured', () => {
  expect(planRatios([buildRow({ contender: 'bake', wallSeconds: [1] })], 'ours')).toEqual({});
});
