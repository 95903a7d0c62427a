import { expect, test } from 'vitest';
import { planComparison } from './plan-comparison.ts';
import { sampleResults } from './sample-results.ts';

test.each([
  ['code', { factor: 5 / 2.04, best: 'bake' }],
  // The peer that left images as they were is quicker, and no measure.
  ['bump', { factor: 10, best: 'bake' }],
  ['bytes', { factor: 312.2 / 20.2, best: 'bake' }],
  // What does nothing is the quickest, and no measure either.
  ['graph', { factor: 0.9, best: 'peer' }],
])('%s', (name, expected) => {
  const results = sampleResults();
  const rows = results.rows.filter((row) => row.case === name);
  const { factor, best } = planComparison(results, rows) ?? { factor: 0, best: '' };
  expect(factor).toBeCloseTo(expected.factor);
  expect(best).toBe(expected.best);
});

test('nothing where the one is alone', () => {
  const results = sampleResults();
  const alone = results.rows.filter((row) => row.case === 'code' && row.contender === 'ours');
  expect(planComparison(results, alone)).toBeUndefined();
});
