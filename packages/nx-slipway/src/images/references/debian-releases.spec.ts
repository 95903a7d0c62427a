import { expect, test } from 'vitest';
import { debianRelease, isOlderRelease, reachesRelease } from './debian-releases';

test.each([
  ['bookworm', 'trixie', 'trixie', true],
  ['bookworm', 'forky', 'trixie', true],
  [undefined, 'trixie', 'trixie', true],
  ['trixie', 'forky', 'trixie', false],
  ['bullseye', 'bookworm', 'trixie', false],
  ['bookworm', undefined, 'trixie', false],
])('from %s to %s: over %s: %j', (from, to, release, expected) => {
  const change = { ...(from && { from }), ...(to && { to }) };
  expect(reachesRelease(change, release)).toBe(expected);
});

test.each([
  ['trixie', 'bookworm', true],
  ['bookworm', 'trixie', false],
  ['trixie', 'trixie', false],
  ['noble', 'trixie', false],
  ['trixie', 'noble', false],
  [undefined, 'bookworm', false],
])('from %s to %s: back: %j', (from, to, expected) =>
  expect(isOlderRelease({ ...(from && { from }), ...(to && { to }) })).toBe(expected),
);

test('a release by its name', () => {
  expect(debianRelease('trixie')).toMatchObject({ number: 13, glibc: 41 });
  expect(debianRelease('noble')).toBeUndefined();
});
