import dockerignore from '@balena/dockerignore';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ignoreMatcher } from './ignore-matcher';

/** Whether a path is kept out, asked folder by folder as a walk does. */
function isIgnored(text: string, path: string): boolean {
  const matcher = ignoreMatcher(text);
  const parts = path.split('/');
  return parts.reduce(
    (state, _, index) => matcher.test(parts.slice(0, index + 1).join('/'), state),
    matcher.root,
  ).isIgnored;
}

describe('a path', () => {
  test.each<[string, string, boolean]>([
    ['', 'a', false],
    ['a', 'a', true],
    ['a', 'a/b', true],
    ['a', 'b/a', false],
    ['/a/', 'a', true],
    ['./a/../b', 'b', true],
    ['# a\n#b', 'a', false],
    ['  a  ', 'a', true],
    ['*', 'a/b/c', true],
    ['*\n!a/b', 'a/b/c', false],
    ['*\n! a/b', 'a/b/c', false],
    ['*\n!a/b\na/b/c', 'a/b/c', true],
    ['*\n!a/b\n**/c', 'a/b/c/d', true],
    ['**/*.py[cod]', 'a/x.pyc', true],
    ['**/*.py[cod]', 'a/x.py', false],
    ['**/x', 'x', true],
    ['**/x', 'a/b/x', true],
    ['**/x', 'a/yx', false],
    ['a/**', 'a', false],
    ['a/**', 'a/b/c', true],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['**', 'a/b', true],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['a.c', 'abc', false],
    ['a+(b)|{c}$', 'a+(b)|{c}$', true],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['A', 'a', false],
    ['[', 'a', false],
    ['a\r\nb\r', 'b', true],
    ['\uFEFFa', 'a', true],
    // The oddity: the last line changes nothing about the folder, so it is not asked about the file.
    ['x\n!x/y\nx', 'x/y', false],
  ])('%j: %s', (text, path, expected) => {
    expect(isIgnored(text, path)).toBe(expected);
  });

  test('is what the port of an earlier Docker says, but for that oddity', () => {
    const name = fc.constantFrom('a', 'b', 'ab');
    const part = fc.oneof(name, fc.constantFrom('*', '**', 'a*', '?'));
    const line = fc
      .tuple(fc.constantFrom('', '!'), fc.array(part, { minLength: 1, maxLength: 3 }))
      .map(([mark, parts]) => mark + parts.join('/'));
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    // With more lines one may change nothing about a folder, and the two differ.
    const lines = fc.array(line, { maxLength: 1 });
    fc.assert(
      fc.property(lines, path, (patterns, file) => {
        const text = ['*', ...patterns].join('\n');
        expect(isIgnored(text, file)).toBe(
          dockerignore({ ignorecase: false }).add(text).ignores(file),
        );
      }),
    );
  });
});

test('an ignored folder is looked into only for what is let in again', () => {
  const holdsMore = (text: string, folder: string) => ignoreMatcher(text).mayHoldMore(folder);
  expect(holdsMore('*\n!a/b', 'a')).toBe(true);
  expect(holdsMore('*\n!a/b', 'ab')).toBe(false);
  expect(holdsMore('*\n!a/b', 'a/b')).toBe(false);
  expect(holdsMore('*\n!**/x', 'a')).toBe(true);
  expect(holdsMore('*', 'a')).toBe(false);
});
