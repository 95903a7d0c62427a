import { expect, test } from 'vitest';
import { readBaseFacts } from './ask-base-facts';

const PRINTED = [
  'release debian 13',
  'abi cpython-313-x86_64-linux-gnu',
  'libc glibc 2.41',
  'searched /usr/lib/x86_64-linux-gnu',
  'linked libexpat.so.1',
  'linked libz.so.1',
  'file /usr/lib/x86_64-linux-gnu/libexpat.so.1',
  'file /usr/lib/x86_64-linux-gnu/libexpat.so.1.10.2',
  'file /usr/lib/x86_64-linux-gnu/libz.so.1',
  'file /usr/lib/x86_64-linux-gnu/libz.so.1.3.1',
  'file /usr/lib/x86_64-linux-gnu/odd.so',
  'file /usr/lib/own/libown.so.1.2',
  '',
];

test('names that libraries are linked by, and files that the loader finds in another way', () => {
  expect(readBaseFacts(PRINTED.join('\n'))).toEqual({
    release: 'debian 13',
    abi: 'cpython-313-x86_64-linux-gnu',
    libc: 'glibc 2.41',
    libraries: new Set(['libexpat.so.1', 'libz.so.1', 'odd.so', 'libown.so.1.2']),
  });
});

test('without ldconfig every file counts', () => {
  const printed = PRINTED.filter((line) => !/^(searched|linked)/.test(line)).join('\n');
  expect(readBaseFacts(printed)?.libraries).toContain('libexpat.so.1.10.2');
});

test.each(['release', 'abi', 'libc'])('without its %s nothing is known', (fact) => {
  const printed = PRINTED.map((line) => (line.startsWith(fact) ? `${fact} ` : line));
  expect(readBaseFacts(printed.join('\n'))).toBeUndefined();
});
