import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countCalls, countEmulatedSteps } from './count-calls.ts';

function recording(name: string): readonly string[] {
  return readFileSync(
    join(import.meta.dirname, '../../../packages/nx-slipway/fixtures/progress', name),
    'utf8',
  ).split('\n');
}

test.each([
  ['cold.log', { runSteps: 7, contextBytes: 89_795 }],
  ['warm.log', { runSteps: 0, contextBytes: 48_144 }],
])('what a build says in %s', (name, expected) => {
  const call = { line: 'buildx bake --load', progress: recording(name) };
  expect(countCalls([call])).toEqual({ engineCalls: 1, buildCalls: 1, ...expected });
});

test('a step counts where it ran, and calls that only ask do not build', () => {
  const [ran, cached] = [recording('cold.log'), recording('warm.log')];
  const calls = [
    { line: 'buildx version', progress: [] },
    { line: 'build . --tag a', progress: ran },
    { line: 'buildx build --push .', progress: cached },
    { line: 'image ls --filter=reference=builder/*', progress: [] },
  ];
  expect(countCalls(calls)).toMatchObject({ engineCalls: 4, buildCalls: 2, runSteps: 7 });
});

test('a step counts as emulated where it is for another platform than the machine', () => {
  const step = (digest: string, name: string): string =>
    JSON.stringify({
      vertexes: [
        { digest, name, started: '2026-01-01T00:00:00Z', completed: '2026-01-01T00:00:01Z' },
      ],
    });
  const progress = [
    step('sha256:1', '[a linux/amd64 1/2] RUN true'),
    step('sha256:2', '[a linux/arm64 1/2] RUN true'),
    step('sha256:3', '[a linux/amd64->arm64 1/2] RUN true'),
    step('sha256:4', '[b 1/2] RUN true'),
  ];
  const calls = [{ line: 'buildx bake --load', progress }];
  expect(countCalls(calls).runSteps).toBe(4);
  expect(countEmulatedSteps(calls, 'linux/amd64')).toBe(1);
});
