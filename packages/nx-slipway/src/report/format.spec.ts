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
    '[api +2] RUN true  2.3s',
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
  [{ targets: ['api'], text: 'RUN x', outcome: 'stopped', seconds: 2 }, '[api] RUN x  STOPPED'],
] as const)('the line of a step: %j', (step, expected) => {
  expect(formatStep(step)).toBe(expected);
});
