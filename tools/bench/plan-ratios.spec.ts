import { expect, test } from 'vitest';
import { planRatios } from './plan-ratios.ts';

const row = (name: string, contender: string, wallSeconds: readonly number[]) => ({
  ...{ case: name, contender, wallSeconds },
  ...{ runSteps: [], engineCalls: [] },
});

test('one median by every other contender', () => {
  const rows = [
    row('code', 'ours', [1, 2, 9]),
    row('code', 'bake', [4, 6, 3]),
    row('code', 'loop', [3, 3, 3]),
    { ...row('bytes', 'ours', []), distinctBytes: 10 },
    { ...row('bytes', 'bake', []), distinctBytes: 100 },
  ];
  expect(planRatios(rows, 'ours')).toEqual({
    code: { bake: 0.5, loop: 0.667 },
    bytes: { bake: 0.1 },
  });
});

test('nothing where the one was not measured', () => {
  expect(planRatios([row('code', 'bake', [1])], 'ours')).toEqual({});
});
