import { expect, test } from 'vitest';
import { comparePairs } from './compare-pairs';

const PAIRS = Number(process.env.SLIPWAY_ORACLE_PAIRS ?? 2000);
const SEED = Number(process.env.SLIPWAY_ORACLE_SEED ?? 1);

test(`of ${PAIRS} random pairs none has another content under the same key`, async () => {
  const { failures, ...counts } = await comparePairs(PAIRS, SEED);
  console.log(`oracle, seed ${SEED}: ${JSON.stringify(counts)}`);
  expect(failures.join('\n\n')).toBe('');
  // Without changes that matter it would prove nothing.
  expect(counts.changed).toBeGreaterThan(counts.pairs / 10);
});
