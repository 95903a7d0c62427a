import { expect, test } from 'vitest';
import type { Step } from './build-log';
import { classifyStep } from './classify-step';

function step(text: string, error: string, output?: string): Step {
  return {
    digest: 'sha256:0',
    targets: ['api'],
    text,
    isInstruction: true,
    outcome: 'failed',
    seconds: 0,
    error,
    ...(output !== undefined && { output }),
  };
}

/** Words of a real engine. */
test.each<[Step, string | undefined, object]>([
  [
    step(
      'load metadata for docker.io/library/python:3.13-slim-trixie',
      'no match for platform in manifest: not found',
    ),
    'linux/s390x',
    { kind: 'platform-missing', reference: 'python:3.13-slim-trixie', platform: 'linux/s390x' },
  ],
  [
    step(
      'RUN true',
      'process "/bin/sh -c true" did not complete successfully: exit code: 1',
      'exec /bin/sh: exec format error\n',
    ),
    'linux/riscv64',
    { kind: 'platform-not-run', image: 'api', step: 'RUN true', platform: 'linux/riscv64' },
  ],
  [
    step(
      'exporting to image',
      'docker exporter does not currently support exporting manifest lists',
    ),
    undefined,
    {
      kind: 'platforms-not-loaded',
      detail: 'docker exporter does not currently support exporting manifest lists',
    },
  ],
  [
    step('load metadata for docker.io/library/nope:1', 'docker.io/library/nope:1: not found'),
    'linux/arm64',
    {
      kind: 'step-failed',
      image: 'api',
      step: 'load metadata for docker.io/library/nope:1',
      detail: 'docker.io/library/nope:1: not found',
    },
  ],
])('%j', (failed, platform, expected) => {
  expect(classifyStep(failed, 'api', platform)).toEqual(expected);
});
