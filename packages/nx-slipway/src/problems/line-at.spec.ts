import { expect, test } from 'vitest';
import { lineAt } from './line-at';

test.each([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 3],
  [9, 3],
])('offset %d is in line %d', (offset, line) => expect(lineAt('a\n\nb', offset)).toBe(line));
