import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBase } from '../src/engine/docker/read-base';
import { comparePairs } from './compare-pairs';

const { SLIPWAY_ORACLE_PAIRS: pairs, SLIPWAY_ORACLE_SEED: seed = '1' } = process.env;

/** With no number of pairs asked for: what `npm test` has time for. */
const SHARE = { pairs: 2000, seconds: 30 };

/** An image with a shell. */
const BASE = 'python:3.13-slim-trixie';

let cache: string;
beforeAll(() => {
  // Thousands of Dockerfiles that nobody reads again.
  cache = mkdtempSync(join(tmpdir(), 'slipway-oracle-cache-'));
  process.env.XDG_CACHE_HOME = cache;
});
afterAll(() => rmSync(cache, { recursive: true, force: true }));

test('no image has another content under the same key, and each edit is an input', async () => {
  const base = await readBase(BASE);
  if ('problem' in base) throw new Error(JSON.stringify(base.problem));
  const limit = pairs === undefined ? SHARE : { pairs: Number(pairs) };
  const started = Date.now();
  const { failures, ...counts } = await comparePairs(limit, {
    seed: Number(seed),
    base: `${BASE}@${base.digest}`,
    onStep({ pairs: done }) {
      if (pairs !== undefined)
        console.log(`${done} pairs, ${Math.round((Date.now() - started) / 1000)} s`);
    },
  });
  console.log(`oracle, seed ${seed}: ${JSON.stringify(counts)}`);
  expect(failures.join('\n\n')).toBe('');
  // Without changes that matter it would prove nothing.
  expect(counts.changed).toBeGreaterThan(counts.pairs / 10);
});
