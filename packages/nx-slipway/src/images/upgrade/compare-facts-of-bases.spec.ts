import { expect, test } from 'vitest';
import { type BaseFacts, compareFactsOfBases } from './compare-facts-of-bases';

const BASE: BaseFacts = {
  release: 'debian 13',
  abi: 'cpython-313-x86_64-linux-gnu',
  libc: 'glibc 2.41',
  libraries: new Set(['libssl.so.3', 'libz.so.1']),
};

test.each<[string, Partial<BaseFacts>]>([
  ['the same', {}],
  ['a newer libc', { libc: 'glibc 2.42' }],
  ['another library beside them', { libraries: new Set([...BASE.libraries, 'libxml2.so.2']) }],
])('packages of the image before work on %s', (_, after) => {
  expect(compareFactsOfBases(BASE, { ...BASE, ...after })).toEqual({ refused: [], lost: [] });
});

test.each<[string, Partial<BaseFacts>]>([
  ['release debian 13 -> debian 14', { release: 'debian 14' }],
  [
    'Python cpython-313-x86_64-linux-gnu -> cpython-314-x86_64-linux-gnu',
    { abi: 'cpython-314-x86_64-linux-gnu' },
  ],
  ['libc glibc 2.41 -> glibc 2.36', { libc: 'glibc 2.36' }],
  ['libc glibc 2.41 -> musl 1.2.5', { libc: 'musl 1.2.5' }],
  ['libc glibc 2.41 -> glibc', { libc: 'glibc' }],
])('and may not where %s', (difference, after) => {
  expect(compareFactsOfBases(BASE, { ...BASE, ...after })).toEqual({
    ...{ refused: [difference], lost: [] },
  });
});

test('libraries that are gone are named', () => {
  const libraries = new Set(['libz.so.1']);
  const compared = compareFactsOfBases(BASE, { ...BASE, libraries });
  expect(compared).toEqual({ refused: [], lost: ['libssl.so.3'] });
});
