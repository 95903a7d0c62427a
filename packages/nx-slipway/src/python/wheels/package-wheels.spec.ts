import { expect, test } from 'vitest';
import type { ThirdPartyPackage } from '../pyproject/third-party-package';
import { builtOn, packageWheels } from './package-wheels';

function item(name: string, more: Partial<ThirdPartyPackage> = {}): ThirdPartyPackage {
  return {
    name,
    version: '1',
    isCertain: true,
    hasWheel: true,
    requirement: `${name}==1`,
    ...more,
  };
}

const SDIST = item('sdist', { hasWheel: false });
const ONE_WHEEL = item('one', { hasWheel: false, wheelOn: ['x86_64'], isPerMachine: true });
const { requirement: _, ...GIT } = item('git');

test.each<[string, readonly ThirdPartyPackage[], boolean]>([
  ['wheels for all machines', [item('a'), item('b')], true],
  ['nothing', [], true],
  ['wheels of each machine', [item('a', { isPerMachine: true })], false],
  ['a package of some machines', [item('a', { isCertain: false })], false],
  ['an sdist', [SDIST], false],
  ['a package of git', [GIT], false],
])('files are the same everywhere with %s: %s', (_name, packages, expected) => {
  expect(packageWheels(packages).isSame).toBe(expected);
});

test('a package is built on the machines that have no wheel of it', () => {
  const wheels = packageWheels([item('a'), SDIST, ONE_WHEEL, GIT]);
  expect(builtOn(wheels, 'x86_64')).toEqual(['sdist', 'git']);
  expect(builtOn(wheels, 'aarch64')).toEqual(['sdist', 'one', 'git']);
});

test('a wheel for a newer glibc is none', () => {
  const wheels = packageWheels([item('a', { wheelOn: ['x86_64'] })]);
  expect(wheels.isSame).toBe(false);
  expect(builtOn(wheels, 'aarch64')).toEqual(['a']);
});

test('a package is built on no machine that does not install it', () => {
  const some = item('some', { hasWheel: false, wheelOn: ['x86_64'], isCertain: false });
  const installedOn = new Map([
    ['aarch64', new Set<string>()],
    ['x86_64', new Set(['some'])],
  ]);
  const wheels = packageWheels([some], { installedOn });
  expect(builtOn(wheels, 'aarch64')).toEqual([]);
  expect(builtOn(wheels, 'x86_64')).toEqual([]);
  expect(builtOn(wheels, 's390x')).toEqual(['some']);
});

test('a lock that asks for wheels itself has nothing built that has one', () => {
  const wheels = packageWheels([GIT, SDIST], { asksForWheels: true });
  expect(builtOn(wheels, 'aarch64')).toEqual(['sdist']);
});

test('what settings of an installer have built has no wheel that counts', () => {
  const { requirement: _own, ...built } = item('a', { wheelOn: ['x86_64'] });
  expect(builtOn(packageWheels([built]), 'x86_64')).toEqual(['a']);
});
