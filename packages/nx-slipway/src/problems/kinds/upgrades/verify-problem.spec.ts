import { expect, test } from 'vitest';
import type { OfKind } from '../../explanation';
import { formatProblem } from '../../format-problem';
import type { VerifyProblem } from './verify-problem';

/** Examples of each kind; a kind without one does not compile. */
type Examples = {
  readonly [K in VerifyProblem['kind']]: readonly Omit<OfKind<VerifyProblem, K>, 'kind'>[];
};

const place = { file: '.nx/workspace-data/nx-slipway-upgrade.json' };
const [stacks, to] = [['python'], 'python:3.13-slim-trixie'];

const examples: Examples = {
  'upgrade-unfinished': (['before', 'after', 'between'] as const).map((state) => ({
    ...{ place, stacks, to: [to], started: '2026-11-29T20:00:00.000Z', state },
  })),
  'upgrade-finished': [{ option: 'continue' }, { option: 'undo' }],
  'upgrade-journal-broken': [{ place }],
  'upgrade-options-differ': [
    { options: ['--continue', '--undo'], needs: 'Choose one of them.' },
    { options: ['--allow-partial'], needs: 'Add --verify.' },
  ],
  'upgrade-lock-stale': [{ place: { file: 'uv.lock' } }],
  'upgrade-lock-failed': [{ place: { file: 'uv.lock' }, why: 'No solution found for six' }],
  'upgrade-unproven': [
    { stacks, failing: ['api', 'worker'], canBePartial: true },
    { stacks, failing: ['python'], canBePartial: false },
  ],
  'upgrade-stopped': [{ stacks }],
  'upgrade-edit-kept': [
    {
      place: { file: 'images/python/Dockerfile' },
      copy: 'images/python/Dockerfile.edited',
    },
  ],
  'upgrade-partial': [
    { services: ['api'], stack: 'python-old', from: 'python:3.11-slim-bookworm', to },
    { services: ['api', 'worker'], stack: 'python-old', from: 'python:3.11-slim-bookworm', to },
  ],
};

test('every kind says what is wrong and what to do', async () => {
  const lines = Object.entries(examples).flatMap(([kind, all]) =>
    all.map((facts) => formatProblem({ kind, ...facts } as VerifyProblem)),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('__snapshots__/verify-problems.txt');
});
