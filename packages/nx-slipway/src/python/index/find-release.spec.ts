import { expect, test } from 'vitest';
import { findRelease, type WantedRelease } from './find-release';
import type { IndexFile } from './index-page';

const wanted: WantedRelease = {
  ...{ name: 'x', version: '2.0', python: '3.14', isOlder: false },
  machines: ['x86_64', 'aarch64'],
};

function wheels(
  version: string,
  tags = 'cp314-cp314-manylinux_2_17',
  more: Partial<IndexFile> = {},
): readonly IndexFile[] {
  return wanted.machines.map((machine) => file(`x-${version}-${tags}_${machine}.whl`, more));
}

function file(name: string, more: Partial<IndexFile> = {}): IndexFile {
  return { name, hashes: [], ...more };
}

const OLD = 'cp313-cp313-manylinux_2_17';

test.each<[string, readonly IndexFile[], Partial<WantedRelease>, object | undefined]>([
  [
    'the oldest newer one with wheels for every machine',
    [
      ...wheels('2.10'),
      ...wheels('2.9'),
      ...wheels('2.1', OLD),
      ...wheels('2.2').slice(1),
      ...wheels('1.9'),
    ],
    {},
    { version: '2.9', isNewer: true },
  ],
  [
    'none that is withdrawn, a prerelease or for another Python',
    [
      ...wheels('2.1', undefined, { isYanked: true }),
      ...wheels('2.2rc1'),
      ...wheels('2.3', undefined, { requiresPython: '<3.14' }),
      ...wheels('2.4', undefined, { requiresPython: 'three' }),
    ],
    {},
    { version: '2.4', isNewer: true },
  ],
  [
    'a prerelease beside one',
    wheels('2.1rc1'),
    { version: '2.0b1' },
    { version: '2.1rc1', isNewer: true },
  ],
  [
    'a stable ABI',
    wheels('2.1', 'cp39-abi3-manylinux_2_17'),
    {},
    { version: '2.1', isNewer: true },
  ],
  ['one for any Python', [file('x-2.1-py3-none-any.whl')], {}, { version: '2.1', isNewer: true }],
  ['no sdist where wheels are needed', [file('x-2.1.tar.gz')], {}, undefined],
  [
    'an sdist where it will do',
    [file('x-2.1.tar.gz')],
    { machines: [] },
    { version: '2.1', isNewer: true },
  ],
  [
    'none for a newer glibc',
    [...wheels('2.1', 'cp314-cp314-manylinux_2_28'), ...wheels('2.2')],
    { glibc: 17 },
    { version: '2.2', isNewer: true },
  ],
  ['no older one', wheels('1.9'), {}, undefined],
  [
    'the newest older one on the way back',
    [...wheels('1.8'), ...wheels('1.9'), ...wheels('2.1')],
    { isOlder: true },
    { version: '1.9', isNewer: false },
  ],
  [
    'a newer one on the way back where no older one is',
    wheels('2.1'),
    { isOlder: true },
    { version: '2.1', isNewer: true },
  ],
  ['nothing beside what is no version', wheels('2.1'), { version: 'odd' }, undefined],
])('%s', (_, files, more, expected) =>
  expect(findRelease(files, { ...wanted, ...more })).toEqual(expected),
);
