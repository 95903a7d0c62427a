import { expect, test } from 'vitest';
import { formatBytes, formatDistinct, formatSeconds } from './format-figure.ts';

test.each([
  [0.04, '0.0 s'],
  [9.94, '9.9 s'],
  [9.96, '10 s'],
  [120.4, '120 s'],
])('%d seconds', (seconds, expected) => {
  expect(formatSeconds(seconds)).toBe(expected);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [99_400, '99 kB'],
  [312_200_000, '312 MB'],
  [4_200_000_000, '4.2 GB'],
])('%d bytes', (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected);
});

test('numbers of several runs, once where they are the same as they are shown', () => {
  expect(formatDistinct([])).toBe('');
  expect(formatDistinct([1, 1])).toBe('1');
  expect(formatDistinct([1, 2, 1])).toBe('1 2 1');
  expect(formatDistinct([1001, 1002], formatBytes)).toBe('1.0 kB');
});
