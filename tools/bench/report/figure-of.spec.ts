import { expect, test } from 'vitest';
import { buildRow } from '../measure/build-row.ts';
import { figureOf } from './figure-of.ts';

test.each([
  ['the median of its seconds', { wallSeconds: [9, 2, 4] }, 4],
  ['bytes where there are some', { distinctBytes: 7 }, 7],
  ['images beyond those due', { wallSeconds: [3], imagesChanged: [20], imagesDue: [2] }, 3],
  [
    'none where images were left as they were in one run',
    { wallSeconds: [3, 3], imagesChanged: [2, 0], imagesDue: [2, 2] },
    undefined,
  ],
])('%s', (_, parts, expected) => {
  expect(figureOf(buildRow(parts))).toBe(expected);
});
