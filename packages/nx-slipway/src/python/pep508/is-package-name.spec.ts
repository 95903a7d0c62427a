import { expect, test } from 'vitest';
import { isPackageName } from './is-package-name';

test.each([
  ['six', true],
  ['zope.interface', true],
  ['Typing_Extensions', true],
  ['x', true],
  ['2048', true],
  ['3d-tools', true],
  ['2to3', true],
  ['', false],
  ['-six', false],
  ['six.', false],
  ['six==1', false],
  ['six[extra]', false],
  ['a b', false],
  ['1.17.0', false],
  ['1.17', false],
])('%j: %s', (text, expected) => {
  expect(isPackageName(text)).toBe(expected);
});
