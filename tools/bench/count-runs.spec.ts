import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countRuns } from './count-runs.ts';

const recording = (name: string): readonly string[] =>
  readFileSync(
    join(import.meta.dirname, '../../packages/nx-slipway/fixtures/progress', name),
    'utf8',
  ).split('\n');

test.each([
  ['cold.log', 7],
  ['warm.log', 0],
])('%s', (name, expected) => {
  expect(countRuns(recording(name))).toBe(expected);
});
