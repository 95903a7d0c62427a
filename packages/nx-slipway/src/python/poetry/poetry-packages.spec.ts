import { expect, test } from 'vitest';
import type { PoetryLockPackage } from './poetry-lock';
import { poetryPackages } from './poetry-packages';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };
const WHEEL = { name: 'a-1.0-py3-none-any.whl', hash: 'sha256:01' };

/** A package as a selection has it. */
function selected(more: Partial<PoetryLockPackage> = {}, marker?: string) {
  return {
    locked: {
      name: 'a',
      version: '1.0',
      groups: ['main'],
      markers: new Map(),
      files: [WHEEL, { name: 'a-1.0.tar.gz', hash: 'sha256:02' }],
      entries: [],
      line: 1,
      ...more,
    },
    ...(marker !== undefined && { marker }),
  };
}

function packagesOf(...all: readonly ReturnType<typeof selected>[]) {
  return poetryPackages(all, environment);
}

test('a package of PyPI has the requirement that other locks have of it', () => {
  expect(packagesOf(selected())).toEqual([
    {
      name: 'a',
      version: '1.0',
      isCertain: true,
      hasWheel: true,
      requirement: 'a==1.0 --hash=sha256:01',
    },
  ]);
});

test.each([
  ['legacy', 'a==1.0 --hash=sha256:01', 'https://index.example/simple'],
  ['url', undefined, undefined],
  ['git', undefined, undefined],
  ['file', undefined, undefined],
])('a source of type %s', (type, requirement, index) => {
  const [found] = packagesOf(selected({ source: { type, url: 'https://index.example/simple' } }));
  expect([found?.requirement, found?.index]).toEqual([requirement, index]);
});

test('directories are no third-party packages', () => {
  expect(packagesOf(selected({ source: { type: 'directory', url: '../libs/a' } }))).toEqual([]);
});

test.each([
  [undefined, [true]],
  ["sys_platform == 'linux'", [true]],
  ["sys_platform == 'win32'", []],
  ["platform_machine == 'x86_64'", [false]],
  ["(sys_platform == 'win32') or (python_version >= '3.12')", [true]],
])('a marker %s', (marker, expected) => {
  expect(packagesOf(selected({}, marker)).map(({ isCertain }) => isCertain)).toEqual(expected);
});

test('sorted by name; several versions of one that may be installed are certain in none', () => {
  const version = (text: string) => selected({ name: 'b', version: text });
  const found = packagesOf(version('2.0'), selected(), version('1.0'));
  expect(found.map(({ name, version: each, isCertain }) => [name, each, isCertain])).toEqual([
    ['a', '1.0', true],
    ['b', '1.0', false],
    ['b', '2.0', false],
  ]);
});

test('several versions of which one is for this Python', () => {
  const found = packagesOf(
    selected({ version: '1.0' }, "python_version < '3.12'"),
    selected({ version: '2.0' }, "python_version >= '3.12'"),
  );
  expect(found.map(({ version, isCertain }) => [version, isCertain])).toEqual([['2.0', true]]);
});
