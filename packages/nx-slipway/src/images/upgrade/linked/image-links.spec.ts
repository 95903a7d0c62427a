import { expect, test } from 'vitest';
import { parseImageLinks } from './image-links';

test('what the script prints', () => {
  const need = { name: 'libpq.so.5', file: '/app/x.so', versions: { A_1: '/app/x.so' } };
  const lines = [
    { machine: 'x86_64' },
    { needs: [{ ...need, package: 'libpq5' }], hashes: { '/app/x.so': 'aa' } },
    {
      needs: [{ ...need, package: null }],
      hashes: {},
      distribution: { name: 'Foo_Bar', version: '1.0', tags: ['cp39-abi3-linux_x86_64'] },
    },
    {
      needs: [],
      hashes: {},
      distribution: { name: 'y', version: '2', tags: [] },
      foreign: 'aarch64',
    },
  ];
  expect(parseImageLinks(lines.map((each) => JSON.stringify(each)).join('\n'))).toEqual({
    machine: 'x86_64',
    linked: [
      { needs: [{ ...need, package: 'libpq5' }], hashes: { '/app/x.so': 'aa' } },
      {
        needs: [need],
        hashes: {},
        distribution: { name: 'foo-bar', version: '1.0', tags: ['cp39-abi3-linux_x86_64'] },
      },
      {
        needs: [],
        hashes: {},
        distribution: { name: 'y', version: '2', tags: [] },
        foreign: 'aarch64',
      },
    ],
  });
});

test('something else is no answer', () => {
  expect(parseImageLinks('')).toBeUndefined();
  expect(parseImageLinks('Welcome\n')).toBeUndefined();
});
