import { expect, test } from 'vitest';
import { usualBytes } from './usual-bytes';

test.each<[string, string, number | undefined]>([
  ['torch', '2.9.0', 540],
  ['torch', '2.9.0+cu128', 540],
  ['torch', '2.9.0+cpu', 190],
  ['nvidia-cublas-cu12', '12.8.4.1', 500],
  ['nvidia-cublas', '13.1.0', 500],
  ['six', '1.17.0', undefined],
  ['toString', '1', undefined],
])('%s %s', (name, version, megabytes) => {
  const bytes = usualBytes({ name, version });
  expect(bytes).toBe(megabytes === undefined ? undefined : megabytes * 1e6);
});
