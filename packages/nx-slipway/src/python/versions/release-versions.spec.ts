import { expect, test } from 'vitest';
import { pep440OfSemver } from './pep440-of-semver';
import { semverOfPep440 } from './semver-of-pep440';

test.each([
  ['1.2.0', '1.2.0'],
  ['0.0.1', '0.0.1'],
  ['1.2.0-alpha.0', '1.2.0a0'],
  ['1.3.0-beta.0', '1.3.0b0'],
  ['1.2.0-rc.1', '1.2.0rc1'],
  ['1.2.0-rc.11', '1.2.0rc11'],
  ['1.2.0-dev.3', '1.2.0.dev3'],
  ['1.2.0+build.5', '1.2.0+build.5'],
  ['1.2.0-rc.1+cu118', '1.2.0rc1+cu118'],
])('%s and %s are the same version', (semver, pep440) => {
  expect(pep440OfSemver(semver)).toBe(pep440);
  expect(semverOfPep440(pep440)).toBe(semver);
});

test.each([
  ['1.2', '1.2.0'],
  ['1', '1.0.0'],
  ['2026.01.05', '2026.1.5'],
  ['v1.2.0', '1.2.0'],
  ['1.2.0-rc.1', '1.2.0-rc.1'],
  ['1.2.0-rc1', '1.2.0-rc.1'],
  ['1.2.0-a.1', '1.2.0-alpha.1'],
  ['1.2.0preview2', '1.2.0-rc.2'],
  ['1.2.0b', '1.2.0-beta.0'],
  ['1.2.0+Ubuntu-1', '1.2.0+ubuntu.1'],
])('%s is read as %s', (text, semver) => {
  expect(semverOfPep440(text)).toBe(semver);
});

test.each([
  '1!2.0.0',
  '1.2.0.post1',
  '1.2.0-1',
  '1.2.3.4',
  '1.2.0b1.dev3',
  '1.2.0rc1.post2',
  '9007199254740993.0.0',
  'unknown',
  '',
])('semver has no words for %j', (text) => {
  expect(semverOfPep440(text)).toBeUndefined();
});

test.each([
  '1.2.1-0',
  '1.2.0-rc',
  '1.2.0-rc1',
  '1.2.0-a.1',
  '1.2.0-next.4',
  '1.2.0-rc.1.2',
  '1.2.0-beta.x',
  '1.2.0+Build.5',
  '1.2.0+build-5',
  '1.2.0+007',
  '1.2',
  'patch',
])('%s would not be read back as it was', (version) => {
  expect(pep440OfSemver(version)).toBeUndefined();
});
