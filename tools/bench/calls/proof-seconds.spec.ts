import { expect, test } from 'vitest';
import { proofRatio, proofSeconds } from './proof-seconds.ts';

function call(line: string, started: number, ended = started) {
  return { line, progress: [], started, ended };
}

test('builds that overlap count once, and probes are what follows them', () => {
  const calls = [
    call('image inspect --format={{.Id}} acme/api', 1),
    call('run --rm python:3.14-slim-forky sh', 2),
    call('run --detach --name=x acme/api:after', 20),
    call('buildx build --output=type=cacheonly .', 2, 3),
    call('buildx bake --file=x api', 3, 10),
    call('buildx bake --file=y worker', 8, 15),
    call('image inspect acme/api:after', 16),
    call('rm --force --volumes x', 30),
    call('image rm acme/api:before', 32),
    call('image push acme/api', 35),
  ];
  const seconds = proofSeconds(calls);
  expect(seconds).toEqual({ buildSeconds: 12, probeSeconds: 10 });
  expect(proofRatio(40, seconds)).toBe(2.5);
});

test('without a container there are no probes', () =>
  expect(proofSeconds([call('buildx bake', 1, 3)])).toEqual({ buildSeconds: 2, probeSeconds: 0 }));
