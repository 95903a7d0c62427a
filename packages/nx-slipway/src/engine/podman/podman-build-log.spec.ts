import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { podmanBuildLog } from './podman-build-log';

function linesOf(name: string) {
  return readFileSync(join(__dirname, '../../../fixtures/podman', name), 'utf8')
    .trimEnd()
    .split('\n');
}

test('steps are run or cached, also those that wait for another stage', () => {
  const log = podmanBuildLog(['api', 'tool']);
  const seen = linesOf('partly-cached.txt').flatMap((line, index) => log.accept(line, index) ?? []);
  expect(
    seen
      .filter(({ isInstruction }) => isInstruction)
      .map(({ digest, text, outcome }) => [digest, text.slice(0, 20), outcome]),
  ).toEqual([
    ['860af489c3fd', 'RUN --mount=type=bin', 'cached'],
    ['9968fac53c22', 'COPY services/api/ s', 'cached'],
    ['8d751547554d', 'RUN --network=none i', 'cached'],
    ['567904de5d97', 'COPY --link --from=d', 'cached'],
    ['9836c763812c', 'COPY --link --from=l', 'cached'],
    ['f66ccae25d8e', 'COPY --link --from=a', 'cached'],
  ]);
  expect(seen.at(-1)).toMatchObject({
    digest: '57c46f926fe3',
    isInstruction: false,
    outcome: 'run',
  });
  expect(seen[0]?.targets).toEqual(['api', 'tool']);
  expect(log.steps()).toEqual(seen);
  expect(log.fail('failed', 0)).toBeUndefined();
});

test('what failed is the step at work, with what it printed and what podman says of it', () => {
  const log = podmanBuildLog(['api']);
  for (const line of linesOf('failed.stdout.txt')) log.accept(line, 1000);
  log.acceptError('time="2026-01-01T00:00:00Z" level=warning msg="deprecated"');
  for (const line of linesOf('failed.stderr.txt')) log.acceptError(line);
  expect(log.fail('failed', 3000)).toEqual({
    digest: expect.stringContaining('api RUN --mount'),
    targets: ['api'],
    text: 'RUN --mount=type=secret,id=ca,required=false     echo out; echo err >&2;     exit 3',
    isInstruction: true,
    outcome: 'failed',
    seconds: 2,
    error: 'while running runtime: exit status 3',
    output: 'out\nerr\n',
  });
  expect(log.error()).toMatch(/^building at STEP "RUN/);
  expect(log.steps().map(({ outcome }) => outcome)).toEqual(['run', 'run', 'run', 'failed']);
});
