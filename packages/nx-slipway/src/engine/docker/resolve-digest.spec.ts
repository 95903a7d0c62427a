import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RunCommand } from '../../process/run-command';
import { resolveDigest } from './resolve-digest';

const REFERENCE = 'python:3.13-slim-trixie';

/** An engine that leaves `metadata` behind. */
function engine(metadata: object): RunCommand {
  return async ({ cwd }) => {
    writeFileSync(`${cwd}/metadata.json`, JSON.stringify(metadata));
    return { exitCode: 0, stdout: '', stderr: '' };
  };
}

const image = { uri: `pkg:docker/${REFERENCE}?platform=linux%2Famd64`, digest: { sha256: 'ab12' } };

test.each([
  ['0.2', { materials: [image] }],
  ['1.0', { buildDefinition: { resolvedDependencies: [image] } }],
])('a digest stands in the provenance of SLSA %s', async (_, provenance) => {
  const run = engine({ 'buildx.build.provenance': provenance });
  expect(await resolveDigest(REFERENCE, { run })).toEqual({ digest: 'sha256:ab12' });
});

test('an engine without provenance names none', async () => {
  const { problem } = (await resolveDigest(REFERENCE, { run: engine({}) })) as { problem: object };
  expect(problem).toMatchObject({ kind: 'engine-failed', detail: 'the provenance names no image' });
});

test('an engine that hangs is given up', async () => {
  const run: RunCommand = (_, { abort } = {}) =>
    new Promise((resolve) => {
      abort?.addEventListener('abort', () => resolve({ stdout: '', stderr: '' }));
    });
  expect(await resolveDigest(REFERENCE, { run, timeout: 20 })).toMatchObject({
    problem: { detail: 'no answer within 0.02 s' },
  });
});

/** An engine that says this and fails. */
function failing(stderr: string): RunCommand {
  return async () => ({ exitCode: 1, stdout: '', stderr });
}

const SOLVE = 'ERROR: failed to build: failed to solve: ';

/** Words of real engines. */
test.each([
  [
    'python:0.1: failed to resolve source metadata for docker.io/library/python:0.1: docker.io/library/python:0.1: not found',
    'reference-unknown',
    'docker.io/library/python:0.1: not found',
  ],
  [
    'pyhton:3: failed to resolve source metadata for docker.io/library/pyhton:3: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    'reference-unknown',
    'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  ],
  [
    '127.0.0.1:9/x:1: failed to resolve source metadata for 127.0.0.1:9/x:1: failed to do request: Head "https://127.0.0.1:9/v2/x/manifests/1": dial tcp 127.0.0.1:9: connect: connection refused',
    'engine-failed',
    'failed to do request: Head "https://127.0.0.1:9/v2/x/manifests/1": dial tcp 127.0.0.1:9: connect: connection refused',
  ],
  [
    'acme/arm:1: failed to resolve source metadata for docker.io/acme/arm:1: no match for platform in manifest: not found',
    'engine-failed',
    'no match for platform in manifest: not found',
  ],
])('of %s', async (said, kind, detail) => {
  const { problem } = (await resolveDigest(REFERENCE, { run: failing(SOLVE + said) })) as {
    problem: object;
  };
  expect(problem).toMatchObject({ kind, detail });
});

test('an engine that is not there says nothing of the reference', async () => {
  const run = failing('ERROR: Cannot connect to the Docker daemon at unix:///nope.sock.');
  expect(await resolveDigest(REFERENCE, { run })).toMatchObject({
    problem: { kind: 'engine-unreachable' },
  });
});
