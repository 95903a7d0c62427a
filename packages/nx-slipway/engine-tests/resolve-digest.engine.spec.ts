import { expect, test } from 'vitest';
import { resolveDigest } from '../src/engine/docker/resolve-digest';

test('the engine names the digest of an image its mirrors hold', async () => {
  expect(await resolveDigest('python:3.13-slim-trixie')).toEqual({
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
});

test('a tag nobody holds is unknown, with what the engine said', async () => {
  const reference = 'python:0.1-none';
  expect(await resolveDigest(reference)).toEqual({
    problem: { kind: 'reference-unknown', reference, detail: expect.stringContaining(reference) },
  });
});

test('a registry that does not answer knows nothing of the tag', async () => {
  expect(await resolveDigest('127.0.0.1:9/python:3')).toMatchObject({
    problem: { kind: 'engine-failed', detail: expect.stringContaining('127.0.0.1:9') },
  });
});
