import { expect, test } from 'vitest';
import { atLeast } from './at-least';

test.each([
  ['25.1.0', '25.1', true],
  ['25.1', '25.1', true],
  ['26', '25.1', true],
  ['25.10.0', '25.2', true],
  ['25.0.3', '25.1', false],
  ['21.2.0', '25.1', false],
  ['25.1.0.post1', '25.1', true],
  ['25.1.0+local', '25.1', true],
  ['25.1.0rc1', '25.1', false],
  ['', '25.1', false],
  [undefined, '0', false],
])('%s is %s or newer: %j', (version, release, expected) =>
  expect(atLeast(version, release)).toBe(expected),
);
