import { expect, test } from 'vitest';
import { parseTomlText } from './read-toml';

test('gives the values of a valid file, also with a byte order mark and carriage returns', () => {
  expect(parseTomlText('\uFEFFa = 1 # one\r\n[b]\r\nc = ["d"]\n', 'pyproject.toml')).toEqual({
    value: { a: 1, b: { c: ['d'] } },
  });
});

test.each([
  ['a = 1\nb = yes\n', 2, 5, 'unexpected character, expecting string'],
  ['a = 1\n = 2\n', 2, 2, 'unknown character "="'],
  ['a = 1\na = 2\n', 2, 6, "can't redefine existing key"],
  ['name = "x\n', 1, 10, 'unterminated string'],
  ['a = [1 2]\n', 1, 8, 'invalid character, expected whitespace'],
])('says where %j is broken', (text, line, column, detail) => {
  expect(parseTomlText(text, 'a/pyproject.toml')).toEqual({
    problem: {
      kind: 'toml-broken',
      place: { file: 'a/pyproject.toml', line, column },
      detail: expect.stringContaining(detail),
    },
  });
});

test.each([
  ['a = 1\nb = { x = 1,\n  y = 2 }\n', 2, 13, 'a line break in an inline table'],
  ['a = 1\nb = {\n  x = 1 }\n', 2, 6, 'a line break in an inline table'],
  ['b = { x = 1, }\n', 1, 14, 'a comma after the last entry of an inline table'],
  ['b = """\n\n\\e"""\n', 3, 2, 'the escape `\\e`'],
  ['b = "\\x41"\n', 1, 7, 'an escape `\\xHH`'],
  ['b = 07:32\n', 1, 10, 'a time without seconds'],
])('tells TOML 1.1 in %j from broken TOML', (text, line, column, detail) => {
  expect(parseTomlText(text, 'uv.lock')).toEqual({
    problem: {
      kind: 'toml-1-1',
      place: { file: 'uv.lock', line, column },
      detail,
      instead: expect.any(String),
    },
  });
});

test('calls a file broken that is so by TOML 1.1 as well', () => {
  expect(parseTomlText('b = { x = 1,\n  y = 2 }\nc =\n', 'uv.lock')).toMatchObject({
    problem: { kind: 'toml-broken' },
  });
});
