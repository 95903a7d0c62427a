import { expect, test } from 'vitest';
import { readBaseFacts } from './ask-base-facts';

const PRINTED = [
  'release debian 13',
  'abi cpython-313-x86_64-linux-gnu',
  'libc glibc 2.41',
  'library libssl.so.3',
  'library libz.so.1',
  '',
];

test('what the container prints', () => {
  expect(readBaseFacts(PRINTED.join('\n'))).toEqual({
    release: 'debian 13',
    abi: 'cpython-313-x86_64-linux-gnu',
    libc: 'glibc 2.41',
    libraries: new Set(['libssl.so.3', 'libz.so.1']),
  });
});

test.each(['release', 'abi', 'libc'])('without its %s nothing is known', (fact) => {
  const printed = PRINTED.map((line) => (line.startsWith(fact) ? `${fact} ` : line));
  expect(readBaseFacts(printed.join('\n'))).toBeUndefined();
});
