import { expect, test } from 'vitest';
import { parseTargetName, targetName } from './target-name';

/** Names that look alike, or hold what bake or the encoding itself gives a meaning. */
const odd = [
  'a',
  'A',
  'a-b',
  'a_b',
  'a__b',
  'a.b',
  'a/b',
  'a b',
  '_',
  '__',
  '_5f',
  '_5F',
  '%5f',
  'a_2fb',
  '2f',
  '',
  '-',
  'é',
  'e\u0301',
  '日本',
  '🐍',
  '@acme/api',
  'target:x',
  '*',
  '$x',
];
const lists = [...odd.map((name) => [name]), ...odd.flatMap((a) => odd.map((b) => [a, b]))];

test('bake takes every name', () => {
  for (const parts of lists) {
    expect(targetName(...parts)).toMatch(/^[a-zA-Z0-9_-]*$/);
  }
});

test('no two lists of parts share a name', () => {
  expect(new Set(lists.map((parts) => targetName(...parts))).size).toBe(lists.length);
});

test('a name can be read back', () => {
  for (const parts of lists) {
    expect(parseTargetName(targetName(...parts))).toEqual(parts);
  }
});

test('plain names stay as they are', () => {
  expect(targetName('python-base')).toBe('python-base');
  expect(targetName('library', 'libs/shared', 'python-base-builder')).toBe(
    'library__libs_2fshared__python-base-builder',
  );
});
