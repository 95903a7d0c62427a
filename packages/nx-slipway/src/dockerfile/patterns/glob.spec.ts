import { expect, test } from 'vitest';
import { inputPattern } from '../../images/nx/input-pattern';
import { ANY, type GlobToken, globMatcher, literal } from './glob';
import { ignoreMatcher } from './ignore-matcher';
import { namePattern } from './path-pattern';

function tokens(pattern: string): GlobToken[] {
  return (pattern.match(/\*\*\/|\*\*|\*|\?|./g) ?? []).map((token) => {
    if (token === '**/') return { kind: 'folders' };
    if (token === '**') return { kind: 'rest' };
    if (token === '*') return { kind: 'name' };
    return token === '?' ? ANY : literal(token);
  });
}

test.each([
  ['a*c', ['ac', 'abbc'], ['a/c', 'abcd']],
  ['**/a', ['a', 'x/a', 'x/y/a'], ['xa', 'x/ya', 'x/a/b']],
  ['x/**/a', ['x/a', 'x/b/c/a'], ['x/ba', 'xa']],
  ['x/**', ['x/', 'x/a/b'], ['x']],
  ['?*?', ['ab', 'abc'], ['a', 'a/']],
  ['', [''], ['a']],
])('%j', (pattern, taken, left) => {
  const matches = globMatcher(tokens(pattern));
  expect(taken.filter(matches)).toEqual(taken);
  expect(left.filter(matches)).toEqual([]);
});

/** Steps that are taken for a pattern and a path of a length. */
function stepsFor(length: number): number {
  let steps = 0;
  const counted: GlobToken = {
    kind: 'one',
    takes: (character) => {
      steps += 1;
      return character === 'a';
    },
  };
  const pattern = Array.from({ length }, () => [{ kind: 'name' } as const, counted]).flat();
  globMatcher([...pattern, literal('b')])('a'.repeat(length));
  return steps;
}

test('many wildcards take no more steps than pattern times path', () => {
  expect(stepsFor(40)).toBeLessThanOrEqual(40 * 40);
});

test.each([
  ['an ignore file', (pattern: string, path: string) => ignoresOf(pattern, path)],
  ['a COPY', (pattern: string, path: string) => namePattern(pattern)(path)],
])('%s with wildcards or brackets without end is read at once', (_, matches) => {
  const started = performance.now();
  expect(matches(`${'*a'.repeat(40)}b`, 'a'.repeat(80))).toBe(false);
  expect(matches('['.repeat(200_000), 'a')).toBe(false);
  expect(inputPattern('['.repeat(200_000))).toBe('?'.repeat(200_000));
  // Each of these took hours, or minutes; a busy machine may take its time.
  expect(performance.now() - started).toBeLessThan(10_000);
});

function ignoresOf(pattern: string, path: string): boolean {
  const matcher = ignoreMatcher(pattern);
  return matcher.test(path, matcher.root).isIgnored;
}
