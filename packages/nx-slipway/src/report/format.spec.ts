import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatResults, type ResultRow } from './format-results';
import { formatStep } from './format-step';

const rows: readonly ResultRow[] = [
  {
    image: 'python-base',
    tags: ['acme/python-base'],
    success: true,
    size: '182MB',
    stepsRun: 0,
    stepsCached: 3,
    seconds: 0.84,
  },
  {
    image: 'api',
    tags: ['registry.example/acme/api:1', 'registry.example/acme/api:latest'],
    success: true,
    stepsRun: 12,
    stepsCached: 14,
    seconds: 121.25,
  },
  {
    image: 'worker',
    tags: ['acme/worker'],
    success: false,
    stepsRun: 2,
    stepsCached: 9,
    seconds: 3,
  },
];

test.each<[string, readonly ResultRow[], number]>([
  ['all-built', rows.slice(0, 2), 1],
  ['one-failed', rows, 2],
  ['none', [], 0],
])('the table of a run: %s', async (name, shown, invocations) => {
  const text = formatResults(shown, {
    invocations,
    stepsRun: 12,
    stepsCached: 17,
    seconds: 124.96,
  });
  await expect(`${text}\n`).toMatchFileSnapshot(
    join(__dirname, `../../fixtures/report/${name}.txt`),
  );
});

test.each([
  [{ targets: ['api'], text: 'COPY a b', outcome: 'run', seconds: 0.04 }, '[api] COPY a b  0.0s'],
  [
    {
      targets: ['api', 'worker', 'foundation__api'],
      text: 'RUN true',
      outcome: 'run',
      seconds: 2.25,
    },
    '[api +1] RUN true  2.3s',
  ],
  [
    {
      targets: ['api'],
      text: 'RUN --mount=type=cache,target=/c     --mount=type=secret,id=ca     uv   sync',
      outcome: 'failed',
      seconds: 2,
    },
    '[api] RUN uv sync  FAILED',
  ],
  [
    { targets: [], text: `RUN ${'x'.repeat(200)}`, outcome: 'cached', seconds: 0 },
    `[] RUN ${'x'.repeat(95)}…  CACHED`,
  ],
  [
    {
      targets: ['api'],
      text: `RUN pip install -i https://me:${'secret'.repeat(20)}@index.example/simple six`,
      outcome: 'run',
      seconds: 1,
    },
    '[api] RUN pip install -i https://index.example/simple six  1.0s',
  ],
  [{ targets: ['api'], text: 'RUN x', outcome: 'stopped', seconds: 2 }, '[api] RUN x  STOPPED'],
] as const)('the line of a step: %j', (step, expected) => {
  expect(formatStep(step)).toBe(expected);
});

const SHARED = { outcome: 'run', seconds: 1 } as const;
const FILES = {
  'packages__anyio__base/1.txt': 'anyio==4 \\\n    --hash=sha256:1\nclick==8\n',
  'packages__anyio__base/2.txt': 'idna==3\njinja2==3\nsix==1\nyarl==1\n',
};

test.each([
  [
    ['packages__anyio__base', 'api'],
    'RUN uv pip install',
    '[shared layer] anyio, click, idna, jinja2, six and 1 more  1.0s',
  ],
  [['library__libs_2fa__base', 'api'], 'RUN make', '[library libs/a] RUN make  1.0s'],
  [
    ['conflict-check__api', 'api'],
    'RUN python check.py',
    '[api] check that packages of several layers fit together  1.0s',
  ],
  [['foundation__api', 'api'], 'COPY --link --from=packages-1 /venv /venv', undefined],
])('the line of a step of %j', (targets, text, expected) => {
  expect(formatStep({ ...SHARED, targets, text }, FILES)).toBe(expected);
});
