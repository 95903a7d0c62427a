import { expect, test } from 'vitest';
import { withoutDigest } from './without-digest';

test.each([
  ['python:3.13', 'python:3.13'],
  [`python:3.13@sha256:${'a'.repeat(64)}`, 'python:3.13'],
  [`registry.example:5000/acme/api@sha256:${'a'.repeat(64)}`, 'registry.example:5000/acme/api'],
])('%s is %s without a digest', (reference, expected) => {
  expect(withoutDigest(reference)).toBe(expected);
});
