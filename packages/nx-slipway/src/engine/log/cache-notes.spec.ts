import { expect, test } from 'vitest';
import { vertexLine } from '../../../test-support/recorded-engine';
import { buildLog } from './build-log';
import { cacheNotes, isCacheStep } from './cache-notes';
import { parseProgressLine } from './progress';

test.each<[string, boolean]>([
  ['importing cache manifest from r.example/acme/build-cache:api', true],
  ['importing cache manifest from gha:1234', true],
  ['exporting cache to registry', true],
  ['exporting cache to client directory', true],
  ['exporting cache to Amazon S3', true],
  ['exporting to GitHub Actions Cache', true],
  ['exporting to image', false],
  ['RUN importing cache', false],
])('%s: %s', (text, expected) => {
  expect(isCacheStep({ text })).toBe(expected);
});

function notesOf(...lines: readonly string[]) {
  const log = buildLog('');
  for (const line of lines) {
    const event = parseProgressLine(line);
    if (event) log.accept(event);
  }
  return cacheNotes([log]);
}

test('a cache that has nothing yet is no failure', () => {
  const error = 'failed to configure registry cache importer: r/c:api: not found';
  expect(notesOf(vertexLine('[api] importing cache manifest from r/c:api', { error }))).toEqual([]);
});

test('a bucket that is not there is said when it is written to, once for all requests', () => {
  const notes = (id: string) =>
    `error writing layer blob: operation error S3: PutObject, https response error StatusCode: 404,${id} api error NoSuchBucket: The specified bucket does not exist.`;
  expect(
    notesOf(
      vertexLine('[large] exporting cache to Amazon S3', {
        error: notes(' RequestID: Q7RT, HostID: TTVf=,').replace(
          'PutObject',
          'CreateMultipartUpload',
        ),
      }),
      vertexLine('[api] exporting cache to Amazon S3', {
        error: notes(' RequestID: KC0Z, HostID: ZzuV=,'),
      }),
      vertexLine('[worker] exporting cache to Amazon S3', {
        error: notes(' RequestID: Z99K, HostID: B2JG=,'),
      }),
    ),
  ).toEqual([{ kind: 'cache-unreachable', direction: 'written', detail: notes('') }]);
});

test('what failed is said once for all images', () => {
  const read = 'failed to configure registry cache importer: 401 Unauthorized';
  const written = 'error writing layer blob: dial tcp: connect: connection refused';
  expect(
    notesOf(
      vertexLine('[api] importing cache manifest from r/c:api', { error: read }),
      vertexLine('[worker] importing cache manifest from r/c:worker', { error: read }),
      vertexLine('[api] exporting cache to registry', { error: written }),
      vertexLine('[api] exporting to image'),
    ),
  ).toEqual([
    { kind: 'cache-unreachable', direction: 'read', detail: read },
    { kind: 'cache-unreachable', direction: 'written', detail: written },
  ]);
});
