import { expect, test } from 'vitest';
import { comparePairs } from './compare-pairs';

const { SLIPWAY_ORACLE_PAIRS: pairs, SLIPWAY_ORACLE_SEED: seed = '1' } = process.env;

/** With no number of pairs asked for, a share that `npm test` has time for. */
const SECONDS = 45;

test('no image has another content under the same key, and each edit is an input', async () => {
  const limit = pairs === undefined ? { seconds: SECONDS } : { pairs: Number(pairs) };
  const { failures, ...counts } = await comparePairs(limit, Number(seed));
  console.log(`oracle, seed ${seed}: ${JSON.stringify(counts)}`);
  expect(failures.join('\n\n')).toBe('');
  // Without changes that matter it would prove nothing.
  expect(counts.changed).toBeGreaterThan(counts.pairs / 10);
});
