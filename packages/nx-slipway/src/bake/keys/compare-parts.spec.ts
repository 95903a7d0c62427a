import { expect, test } from 'vitest';
import { compareParts } from './compare-parts';

const nothing = { changed: [], added: [], removed: [] };

test('parts that are another, that came and that went are named', () => {
  const before = { '': { Dockerfile: '1', 'files src': '1', ssh: '1' } };
  const now = { '': { Dockerfile: '2', 'files src': '1', 'label a': '1' } };
  expect(compareParts(before, now)).toEqual({
    changed: ['Dockerfile'],
    added: ['label a'],
    removed: ['ssh'],
  });
  expect(compareParts(now, now)).toEqual(nothing);
});

test('a generated context is told by its parts, and by its name where they are the same', () => {
  const parts = (library: string, context: string) => ({
    '': { 'context foundation': context, 'context lock': '1' },
    foundation: { 'context library-1': library },
    'library libs/a': { 'files libs/a': library },
  });
  expect(compareParts(parts('1', '1'), parts('2', '2'))).toEqual({
    ...nothing,
    changed: ['library libs/a: files libs/a'],
  });
  expect(compareParts(parts('1', '1'), parts('1', '2'))).toEqual({
    ...nothing,
    changed: ['context foundation'],
  });
});
