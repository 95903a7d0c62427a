import { expect, test } from 'vitest';
import type { UpgradedImage } from '../images/facts/compare-upgraded-images';
import type { ProofCheck, UpgradeProof } from '../images/upgrade/proof';
import { failingServices, verdictOf } from '../images/upgrade/proof';
import { formatProof, proofAsJson } from './format-proof';

const facts: UpgradedImage = {
  ...{ reference: 'acme/api', id: 'sha256:1', size: 183_000_000, user: '', workdir: '/' },
  ...{ entrypoint: [], command: ['api'], ports: [], volumes: [], stopSignal: '' },
  ...{ probe: [], labels: new Map(), environment: new Map([['TOKEN', 'hidden']]) },
  contents: { packages: new Map([['idna', '3.9']]), missingLibraries: [], python: '3.11.9' },
};
const built: ProofCheck = { what: 'build', verdict: 'passed', detail: 'built' };
const found: ProofCheck = { what: 'libraries', verdict: 'passed', detail: 'all found' };
const python = { area: 'Python', before: '3.11.9', after: '3.13.5' };

const proof: UpgradeProof = {
  isStopped: false,
  services: [
    { name: 'python', checks: [built], images: [] },
    {
      name: 'api',
      checks: [built, { what: 'tests', verdict: 'passed', detail: '3 passed' }],
      images: [
        {
          ...{ reference: 'acme/api', before: facts, after: { ...facts, size: 190_000_000 } },
          ...{ startBefore: 0.84, startAfter: 1.26 },
          checks: [{ what: 'start', verdict: 'passed', detail: 'HEALTHCHECK' }, found],
          differences: [python, { area: 'package', name: 'tomli', before: '2.0' }],
        },
      ],
    },
    {
      name: 'worker',
      checks: [
        built,
        { what: 'tests', verdict: 'failed', detail: '1 failed', output: ['E  assert 1 == 2'] },
      ],
      images: [
        {
          ...{ reference: 'acme/worker', after: facts, differences: [python] },
          checks: [
            {
              ...{ what: 'start', verdict: 'unproven', output: ['no broker'] },
              detail: 'up for 5 s: fails on the old base too',
            },
            found,
          ],
        },
      ],
    },
    {
      ...{ name: 'web', images: [] },
      checks: [{ what: 'build', verdict: 'failed', detail: 'not built', output: ['exit code 1'] }],
    },
  ],
};

test('a proof as people read it', async () => {
  const text = `${formatProof(proof)}\n\n${formatProof({ services: [], isStopped: true })}\n`;
  await expect(text).toMatchFileSnapshot('__snapshots__/proof.txt');
});

test('a proof as programs read it, without values of variables', async () => {
  const json = proofAsJson(proof);
  expect(json).not.toContain('hidden');
  await expect(`${json}\n`).toMatchFileSnapshot('__snapshots__/proof.json.txt');
});

test('a service comes out as its worst check', () => {
  expect(proof.services.map(verdictOf)).toEqual(['passed', 'passed', 'failed', 'failed']);
  expect(failingServices(proof)).toEqual(['worker', 'web']);
  expect(verdictOf({ name: 'a', checks: [], images: [] })).toBe('unproven');
});
