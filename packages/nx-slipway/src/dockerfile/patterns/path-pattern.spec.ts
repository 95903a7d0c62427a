import { expect, test } from 'vitest';
import { isPattern, namePattern } from './path-pattern';

test.each([
  ['a.txt', 'a.txt', true],
  ['a.txt', 'a-txt', false],
  ['*.txt', '.txt', true],
  ['*.txt', 'a.txt', true],
  ['?.txt', 'ab.txt', false],
  ['[!a].txt', 'b.txt', true],
  // Anything may stand in brackets here.
  ['[!a].txt', 'a.txt', true],
  ['+(a)*', '+(a)b.txt', true],
  ['+(a)*', 'aa', false],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['a[', 'a[', true],
  ['x\u00a0*', 'x\u00a0y', true],
  ['{a,b}*', 'a', false],
])('%s takes %s: %s', (pattern, name, expected) => {
  expect(namePattern(pattern)(name)).toBe(expected);
});

test('only wildcards and escapes make a pattern', () => {
  expect(['a', '+(a)', 'a{b}', '*', 'a?', '[a', '\\a'].map(isPattern)).toEqual([
    ...[false, false, false],
    ...[true, true, true, true],
  ]);
});
