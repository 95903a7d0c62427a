import { expect, test } from 'vitest';
import { allParts, argument, literal, partsAt } from './bracketed';

test.each([
  ['(a, b)', ['a', 'b']],
  ['[a, f(b, [c]), {d: e}]', ['a', 'f(b, [c])', '{d: e}']],
  ['("a, )", \'b(\')', ['"a, )"', "'b('"]],
  ['(\n    a,  # one, two)\n    b,\n) more', ['a', 'b']],
  ['()', []],
  ['(a, (b)', []],
])('the parts of %j', (text, parts) => expect(partsAt(text, 0)).toEqual(parts));

test('the parts of all calls', () =>
  expect(allParts('x = f(1)\ny = f(2, 3)\n', /\bf\(/)).toEqual([['1'], ['2', '3']]));

test('an argument is found by its keyword or its place', () => {
  const parts = ['"/a"', 'methods=["GET"]'];
  expect(argument(parts, 'path', 0)).toBe('"/a"');
  expect(argument(parts, 'methods')).toBe('["GET"]');
  expect(argument(parts, 'endpoint', 1)).toBeUndefined();
  expect(argument(['path="/b"'], 'path', 0)).toBe('"/b"');
});

test.each([
  ['"/a"', '/a'],
  ["r'^a$'", '^a$'],
  ['f"/{a}"', undefined],
  ['PREFIX + "/a"', undefined],
])('the text of %s', (text, expected) => expect(literal(text)).toBe(expected));
