import { expect, test } from 'vitest';
import { classifyPush, failedReference, isWaitedFor } from './classify-push';

function status(text: string) {
  return `unexpected status from PUT request to https://r.example/v2/x: ${text}`;
}

/** As BuildKit 0.25 and containerd 2.1 word them. */
test.each<[string, string, boolean]>([
  [status('401 Unauthorized'), 'push-unauthorized', false],
  [
    'push access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
    'push-unauthorized',
    false,
  ],
  [
    'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://auth.example/token: 401 Unauthorized',
    'push-unauthorized',
    false,
  ],
  [status('403 Forbidden'), 'push-denied', false],
  ['denied: requested access to the resource is denied', 'push-denied', false],
  [status('429 Too Many Requests'), 'push-throttled', true],
  [status('500 Internal Server Error'), 'push-failing', false],
  [status('503 Service Unavailable'), 'push-failing', false],
  [status('507 Insufficient Storage'), 'push-full', false],
  [
    `${status('500 Internal Server Error')}: write /data: no space left on device`,
    'push-full',
    false,
  ],
  [
    'failed to do request: Head "https://r.example/v2/x": dial tcp 10.0.0.1:443: connect: connection refused',
    'push-unreachable',
    true,
  ],
  [
    'failed to do request: Head "https://r.example/v2/x": dial tcp: lookup r.example: no such host',
    'push-unreachable',
    true,
  ],
  [
    'failed to do request: Head "https://r.example/v2/x": net/http: TLS handshake timeout',
    'push-unreachable',
    true,
  ],
  [
    'failed to copy: httpReadSeeker: failed open: context deadline exceeded',
    'push-unreachable',
    true,
  ],
  [status('400 Bad Request'), 'push-refused', false],
])('%s is %s', (error, kind, waited) => {
  expect(classifyPush(error, false)).toBe(kind);
  expect(isWaitedFor(classifyPush(error, false))).toBe(waited);
});

test('what is refused with attestations may be refused for them', () => {
  expect(classifyPush(status('400 Bad Request'), true)).toBe('push-attestations-refused');
  expect(classifyPush(status('401 Unauthorized'), true)).toBe('push-unauthorized');
});

test('the reference that failed is named at the start of the sentence', () => {
  expect(failedReference('failed to push r.example:5000/a/api:1: denied: no')).toEqual({
    reference: 'r.example:5000/a/api:1',
    detail: 'denied: no',
  });
  expect(failedReference('canceled')).toEqual({ detail: 'canceled' });
});
