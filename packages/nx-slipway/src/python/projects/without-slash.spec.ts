import { expect, test } from 'vitest';
import { withoutSlash } from './without-slash';

test.each([
  ['libs/a/', 'libs/a'],
  ['libs/a', 'libs/a'],
  ['/', '/'],
  ['', ''],
])('%j is written as %j', (path, expected) => expect(withoutSlash(path)).toBe(expected));
