import { expect, test } from 'vitest';
import { buildRow } from '../measure/build-row.ts';
import { formatProof, formatProofs } from './format-proof.ts';

const rows = [
  buildRow({ case: 'base', contender: 'ours', wallSeconds: [9] }),
  buildRow({
    ...{ case: 'upgrade', contender: 'ours', wallSeconds: [60, 50, 40] },
    proofs: [
      { buildSeconds: 40, probeSeconds: 10 },
      { buildSeconds: 40, probeSeconds: 6 },
      { buildSeconds: 30, probeSeconds: 7 },
    ],
    plan: 'python: Python 3.11 -> 3.13',
  }),
  buildRow({ case: 'upgrade', contender: 'bake', wallSeconds: [100] }),
];

test('the docs tell the build from the probes, and what is left', () => {
  const text = formatProofs({ rows, of: 'ours' });
  expect(text).toContain('40 s of bake, and 7.0 s in which');
  expect(text).toContain('1.10 of the time of bake alone');
  expect(text).toContain('```text\npython: Python 3.11 -> 3.13\n```');
});

test('without a proof there is nothing to tell', () =>
  expect(formatProofs({ rows: rows.slice(0, 1), of: 'ours' })).toBe(''));

test('one upgrade in few words', () =>
  expect(formatProof(40, { buildSeconds: 12, probeSeconds: 10 })).toBe(
    '(12 s build, 10 s probes, ratio 2.50)',
  ));
