import { expect, test } from 'vitest';
import { isAbout, planRuns } from './plan-runs.ts';

const code = { name: 'code', isOnce: false };
const bytes = { name: 'bytes', isOnce: true, of: ['b'] };

test('takes the contenders by turns, case by case, what does not vary once, and some cases of some', () => {
  const planned = planRuns([code, bytes], ['a', 'b'], 3);
  expect(planned.map(({ case: { name }, contender, run }) => [name, contender, run])).toEqual([
    ['code', 'a', 0],
    ['code', 'b', 0],
    ['code', 'a', 1],
    ['code', 'b', 1],
    ['code', 'a', 2],
    ['code', 'b', 2],
    ['bytes', 'b', 0],
  ]);
});

test.each([
  [{}, 'a', true],
  [{ of: ['b'] }, 'a', false],
  [{ of: ['b'] }, 'b', true],
] as const)('a case %j measures %s: %s', (each, contender, expected) =>
  expect(isAbout(each, contender)).toBe(expected),
);
