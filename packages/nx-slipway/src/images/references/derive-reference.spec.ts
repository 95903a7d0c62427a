import { expect, test } from 'vitest';
import { deriveReference, lowersMinor } from './derive-reference';

const digest = `sha256:${'a'.repeat(64)}`;
const both = { python: '3.13', suite: 'trixie' };

test.each([
  ['python:3.11-slim-bookworm', both, 'python:3.13-slim-trixie'],
  ['python:3.11-bookworm', both, 'python:3.13-trixie'],
  ['python:3.11-slim-bookworm', { python: '3.13' }, 'python:3.13-slim-bookworm'],
  ['python:3.11-slim-bookworm', { suite: 'trixie' }, 'python:3.11-slim-trixie'],
  ['python:3.11.9-slim-bookworm', { python: '3.13.2' }, 'python:3.13.2-slim-bookworm'],
  ['python:3.11-slim', { suite: 'trixie' }, 'python:3.11-slim-trixie'],
  ['python:3.11-slim', { python: '3.13' }, 'python:3.13-slim'],
  ['python:3.11', both, 'python:3.13-trixie'],
  [`python:3.11-slim-bookworm@${digest}`, both, 'python:3.13-slim-trixie'],
  [
    'registry.example:5000/acme/python:3.11-slim-bookworm',
    both,
    'registry.example:5000/acme/python:3.13-slim-trixie',
  ],
  [
    'ghcr.example/astral/uv:0.13.9-python3.11-bookworm-slim',
    both,
    'ghcr.example/astral/uv:0.13.9-python3.13-trixie-slim',
  ],
])('%s with %j is %s', (current, wanted, reference) => {
  expect(deriveReference(current, wanted)).toMatchObject({ reference });
});

test.each([
  [`python@${digest}`, both, 'has no tag'],
  ['acme/base:stable', { python: '3.13' }, 'does not name one version of Python'],
  ['acme/base:3.11', { suite: 'trixie' }, 'does not name one Debian release'],
  ['acme/python3.11:bookworm', { python: '3.13' }, 'part of the name python3.11'],
  ['python:3.11-alpine', { suite: 'trixie' }, 'does not name one Debian release'],
  ['python:3.11.9-slim-bookworm', { python: '3.13' }, 'names a patch release'],
  ['python:3.11-slim-bookworm-20250101', both, 'names a build'],
])('%s with %j is not understood: %s', (current, wanted, why) => {
  expect(deriveReference(current, wanted)).toEqual({ why: expect.stringContaining(why) });
});

test('what the old tag names', () => {
  expect(deriveReference('acme/x:py3.11.9-bookworm', { suite: 'trixie' })).toMatchObject({
    python: '3.11',
    suite: 'bookworm',
  });
});

test.each([
  ['3.13', '3.9', true],
  ['3.9', '3.13', false],
  ['3.13.2', '3.13', false],
  [undefined, '3.13', false],
])('from %s to %s: back: %j', (from, to, expected) =>
  expect(lowersMinor({ ...(from && { from }), ...(to && { to }) })).toBe(expected),
);
