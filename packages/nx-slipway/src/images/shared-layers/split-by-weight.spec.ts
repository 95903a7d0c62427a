import { expect, test } from 'vitest';
import { splitByWeight } from './split-by-weight';

const MB = 1_000_000;

/** Pieces as names, of packages given by their megabytes. */
function piecesOf(
  sizes: Readonly<Record<string, number>>,
  { most = 9, least = 0 }: { readonly most?: number; readonly least?: number } = {},
) {
  const units = Object.entries(sizes).map(([names, size]) => ({
    packages: names.split(' '),
    bytes: size * MB,
  }));
  return splitByWeight(units, { most, least }).map((piece) =>
    piece.map(({ packages }) => packages.join(' ')).join(' '),
  );
}

test('heavy packages leave light ones', () => {
  expect(piecesOf({ fastapi: 0.1, numpy: 16, click: 0.1, scipy: 35, idna: 0.1 })).toEqual([
    'scipy',
    'numpy',
    'click fastapi idna',
  ]);
});

test('what is light altogether stays one layer', () => {
  expect(piecesOf({ a: 0.06, b: 0.05, c: 0.05, d: 0.05 })).toEqual(['a b c d']);
  expect(piecesOf({})).toEqual(['']);
});

test('packages that own the same files stay together', () => {
  expect(piecesOf({ 'opencv headless': 60, six: 0.1, idna: 0.1 })).toEqual([
    'opencv headless',
    'idna six',
  ]);
});

test('there are no more pieces than may be, and none below the floor', () => {
  const sizes = { a: 40, b: 20, c: 10, d: 5, e: 1 };
  expect(piecesOf(sizes, { most: 2 })).toEqual(['a b', 'c d e']);
  expect(piecesOf(sizes, { most: 1 })).toEqual(['a b c d e']);
  expect(piecesOf(sizes, { least: 10 * MB })).toEqual(['a', 'b', 'c d e']);
});

test('the order in which packages are given does not matter', () => {
  expect(piecesOf({ b: 16, a: 16, c: 1 })).toEqual(piecesOf({ c: 1, a: 16, b: 16 }));
});
