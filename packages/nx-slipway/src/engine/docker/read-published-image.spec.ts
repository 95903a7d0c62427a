import { expect, test } from 'vitest';
import type { Outcome } from '../../process/run-command';
import { readPublishedImage } from './read-published-image';

const REFERENCE = 'registry.example:5000/acme/api:key-1';

function answerTo(outcome: Partial<Outcome>) {
  return readPublishedImage(REFERENCE, {
    cwd: '/',
    abort: new AbortController().signal,
    run: async () => ({ stdout: '', stderr: '', ...outcome }),
  });
}

test('an image has its digest and the labels of each platform', async () => {
  const config = { os: 'linux', architecture: 'amd64', config: { Labels: { a: '1' } } };
  const stdout = JSON.stringify({ manifest: { digest: 'sha256:1' }, image: config });
  expect(await answerTo({ exitCode: 0, stdout })).toEqual({
    image: { digest: 'sha256:1', labels: new Map([['linux/amd64', { a: '1' }]]) },
  });
});

test.each([
  `ERROR: ${REFERENCE}: not found`,
  // Docker Hub, of a repository that nobody has pushed to yet.
  'ERROR: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  // ghcr.io and others, of the same.
  'ERROR: unexpected status from HEAD request to https://registry.example/v2/acme/api/manifests/key-1: 403 Forbidden',
])('what is not there is no failure: %s', async (stderr) => {
  expect(await answerTo({ exitCode: 1, stderr })).toEqual({});
});

test.each([
  'unexpected status from HEAD request to https://registry.example/v2/acme/api/manifests/key-1: 500 Internal Server Error',
  'unexpected status from HEAD request to https://registry.example/v2/acme/api/manifests/key-1: 401 Unauthorized',
  'failed to do request: Head "https://registry.example:5000/v2/": dial tcp: connect: connection refused',
])('a registry that gives no answer is named: %s', async (detail) => {
  expect(await answerTo({ exitCode: 1, stderr: `ERROR: ${detail}\n` })).toEqual({
    unreachable: { registry: 'registry.example:5000', detail },
  });
});

test('so is one that takes too long', async () => {
  expect(await answerTo({})).toEqual({
    unreachable: { registry: 'registry.example:5000', detail: 'no answer in 30 s' },
  });
});
