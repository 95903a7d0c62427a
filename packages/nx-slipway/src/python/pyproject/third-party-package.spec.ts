import { describe, expect, test } from 'vitest';
import { ALWAYS } from '../pep508/condition';
import type { LockedFile } from './locked-file';
import { hashedRequirement, thirdPartyPackage } from './third-party-package';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };

function file(name: string, size?: number): LockedFile {
  return {
    name,
    hash: `sha256:${name}`,
    ...(size !== undefined && { size }),
  };
}

const ANY = file('x-1-py3-none-any.whl', 10);
const X86 = file('x-1-cp313-cp313-manylinux_2_28_x86_64.whl', 30);
const ARM = file('x-1-cp313-cp313-manylinux_2_28_aarch64.whl', 20);
const OLD = file('x-1-cp312-cp312-manylinux_2_28_x86_64.whl', 90);
const MUSL = file('x-1-cp313-cp313-musllinux_1_2_x86_64.whl', 90);
const WINDOWS = file('x-1-cp313-cp313-win_amd64.whl', 90);
const SDIST = file('x-1.tar.gz', 50);

function read(files: readonly LockedFile[], more: object = {}) {
  return thirdPartyPackage(
    { name: 'x', version: '1', condition: ALWAYS, files, pin: 'x==1', ...more },
    environment,
  );
}

/** Names of the files whose hashes a requirement has. */
function hashed(files: readonly LockedFile[]) {
  return read(files)
    .requirement?.split(' ')
    .slice(1)
    .map((each) => each.replace('--hash=sha256:', ''));
}

describe('hashes', () => {
  test.each<[string, readonly LockedFile[], readonly LockedFile[]]>([
    ['a wheel for all, without the sdist', [ANY, SDIST], [ANY]],
    [
      'wheels for every machine, without those for other Pythons and systems',
      [X86, OLD, MUSL, WINDOWS, ARM, SDIST],
      [ARM, X86],
    ],
    ['the sdist too where a machine lacks a wheel', [X86, OLD, SDIST], [X86, SDIST]],
    ['the sdist alone', [WINDOWS, SDIST], [SDIST]],
    ['wheels for some machines and no sdist', [X86, WINDOWS], [X86]],
  ])('%s', (_, files, expected) => {
    expect(hashed(files)).toEqual(expected.map(({ name }) => name));
  });

  test('locks that differ in what is of no use here have one requirement', () => {
    expect(read([OLD, ARM, X86, SDIST]).requirement).toBe(read([X86, WINDOWS, ARM]).requirement);
  });
});

test.each<[readonly LockedFile[], boolean, number | undefined]>([
  [[ANY, SDIST], true, 10],
  [[X86, ARM, SDIST], true, 30],
  [[X86, SDIST], false, 50],
  [[SDIST], false, 50],
  [[file('x-1-py3-none-any.whl'), WINDOWS], true, undefined],
])('of %j every machine has a wheel: %s, it weighs %j', (files, hasWheel, size) => {
  const found = read(files);
  expect([found.hasWheel, found.size]).toEqual([hasWheel, size]);
});

test.each<[string, readonly LockedFile[], object]>([
  ['no files', [], {}],
  ['none that can be used', [WINDOWS, MUSL], {}],
  ['one without a hash', [X86, { name: ARM.name }], {}],
  ['no way to write it down', [ANY], { pin: undefined }],
])('there is no requirement where it has %s', (_, files, more) => {
  expect('requirement' in read(files, more)).toBe(false);
});

test.each<[number | undefined, readonly string[] | undefined]>([
  [undefined, undefined],
  [28, undefined],
  [27, ['aarch64']],
])('with glibc 2.%s machines that have a wheel are %j', (glibc, wheelOn) => {
  const old = file('x-1-cp313-cp313-manylinux_2_17_aarch64.whl');
  const pinned = { name: 'x', version: '1', condition: ALWAYS, files: [X86, old], pin: 'x==1' };
  const found = thirdPartyPackage(pinned, { ...environment, ...(glibc && { glibc }) });
  expect([found.hasWheel, found.wheelOn, found.isPerMachine]).toEqual([true, wheelOn, true]);
});

test.each<[readonly LockedFile[], boolean]>([
  [[X86], true],
  [[X86, SDIST], false],
  [[X86, ARM], false],
])('of %j one machine can install nothing: %s', (files, expected) => {
  expect(read(files).hasNoSdist ?? false).toBe(expected);
});

test('a hash is not missed where the file is of no use', () => {
  expect(read([ANY, { name: SDIST.name }, { name: WINDOWS.name }]).requirement).toBeDefined();
});

test('all that is known of a package', () => {
  const index = 'https://index.example/simple';
  expect(read([ANY], { index })).toEqual({
    name: 'x',
    version: '1',
    isCertain: true,
    hasWheel: true,
    requirement: `x==1 --hash=sha256:${ANY.name}`,
    index,
    size: 10,
  });
  expect(read([ANY], { condition: [["platform_machine == 'x86_64'"]] }).isCertain).toBe(false);
});

test('any CPython 3 will do where the base does not name one', () => {
  const found = thirdPartyPackage(
    { name: 'x', version: '1', condition: ALWAYS, files: [OLD, X86, ARM], pin: 'x==1' },
    { machines: environment.machines },
  );
  expect(found.hasWheel).toBe(true);
  expect(found.requirement?.split(' ')).toHaveLength(4);
});

test('hashes are sorted, each once', () => {
  expect(hashedRequirement('x==1', ['sha256:b', 'sha256:a', 'sha256:b'])).toBe(
    'x==1 --hash=sha256:a --hash=sha256:b',
  );
});
