import { expect, test } from 'vitest';
import type { OfKind } from '../../explanation';
import { formatProblem } from '../../format-problem';
import type { UpgradeProblem } from './upgrade-problem';

/** Examples of each kind; a kind without one does not compile. */
type Examples = {
  readonly [K in UpgradeProblem['kind']]: readonly Omit<OfKind<UpgradeProblem, K>, 'kind'>[];
};

const place = { file: 'images/python/Dockerfile', line: 5 };
const lock = { file: 'uv.lock', line: 3 };
const instead = 'FROM python:3.13-slim-trixie AS base';
const reference = 'python:3.13-slim-trixie';
const [stack, python] = ['python', '3.13'];
const services = ['api', 'worker'];
const range = '>=3.11,<3.13';
const why = 'the command `docker` is not installed';

const examples: Examples = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Dockerfiles
  'base-not-literal': [{ place, written: '${BASE}', instead }],
  'base-from-scratch': [{ place, instead }],
  'base-of-other-stack': [{ place, reference: 'acme/python-base', other: 'python', to: reference }],
  'base-python-unmet': [
    { place: { file: 'services/api/pyproject.toml', line: 4, column: 1 }, range, python, services },
  ],
  'lock-python-unmet': [
    { place: lock, range, python, services, causes: [] },
    {
      ...{ place: lock, range, python, services },
      causes: [
        { file: 'services/billing/pyproject.toml', line: 4 },
        { file: 'libs/a/pyproject.toml' },
      ],
    },
  ],
  'base-python-unknown': [{ reference: 'registry.example/acme/python:2026-11', stack }],
  'base-unpinned': [{ reference, stack, why }],
  'base-digest-unchecked': [{ reference, stack, why }],
  'upgrade-target-missing': [{ stack }],
  'upgrade-not-derived': [{ stack, reference: 'acme/base:7', why: 'the tag 7 names no Python' }],
  'upgrade-base-missing': [{ stack, reference, detail: 'not found' }],
  'upgrade-digest-unknown': [{ reference, why }],
  'base-image-unchecked': [{ reference, why }],
  'upgrade-unanswered': [{ count: 1 }, { count: 2 }],
  'upgrade-blocked': [{ count: 1 }, { count: 2 }],
  'base-left': [
    { place, reference, because: 'another-tag' },
    { place, reference, because: 'another-stack' },
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Dockerfiles
  'base-left-unedited': [{ place, written: 'python:${V}', to: reference }],
};

test('what an upgrade says', async () => {
  const texts = Object.entries(examples).flatMap(([kind, each]) =>
    each.map((facts) => formatProblem({ kind, ...facts } as UpgradeProblem)),
  );
  await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot('__snapshots__/upgrade-problems.txt');
});
