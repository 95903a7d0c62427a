import { expect, test } from 'vitest';
import { resolveDigest } from './resolve-digest';

test('the engine names the digest of an image its mirrors hold', async () => {
  expect(await resolveDigest('python:3.13-slim-trixie')).toEqual({
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
});

test('a tag nobody holds is a problem with what the engine said', async () => {
  expect(await resolveDigest('python:0.1-none')).toEqual({
    problem: {
      kind: 'engine-failed',
      detail: expect.stringContaining('python:0.1-none'),
      command: expect.stringMatching(/^docker buildx build /),
    },
  });
});
