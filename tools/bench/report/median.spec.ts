import { expect, test } from 'vitest';
import { median } from './median.ts';

test.each([
  [[3], 3],
  [[10, 1, 2], 2],
  [[4, 1, 10, 2], 3],
])('of %j', (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});

test('there is none of nothing', () => {
  expect(() => median([])).toThrow('no median');
});
