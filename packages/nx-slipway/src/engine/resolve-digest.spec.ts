import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resolveDigest } from './resolve-digest';
import type { RunCommand } from './run-command';

const REFERENCE = 'python:3.13-slim-trixie';

/** An engine that leaves `metadata` behind. */
const engine =
  (metadata: object): RunCommand =>
  async ({ cwd }) => {
    writeFileSync(`${cwd}/metadata.json`, JSON.stringify(metadata));
    return { exitCode: 0, stdout: '', stderr: '' };
  };

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
