import { expect, test } from 'vitest';
import type { ThirdPartyPackage } from '../../python/third-party-package';
import { sharedInstall } from './shared-install';
import { useLayers } from './use-layers';

const at = (name: string, index?: string): ThirdPartyPackage => ({
  ...{ name, version: '1.0', isCertain: true, hasWheel: true },
  ...{ requirement: `${name}==1.0 --hash=sha256:00`, ...(index !== undefined && { index }) },
});
const requirements = (
  closure: readonly ThirdPartyPackage[],
  together: readonly (readonly string[])[] = [],
) =>
  useLayers(closure, [{ name: 'a', packages: closure.map(({ name }) => name) }], {
    together,
    hasOwnBuilder: false,
  }).map((layer) => layer.requirements);

test('packages of one index are looked for there first, those of others nowhere but at theirs', () => {
  const closure = [
    at('b', 'https://two.example/simple'),
    at('a', 'https://one.example/simple'),
    at('d', 'https://one.example/simple'),
    at('c'),
  ];
  expect(requirements(closure)).toEqual([
    [
      'c==1.0 --hash=sha256:00\n',
      '--extra-index-url https://one.example/simple\na==1.0 --hash=sha256:00\nd==1.0 --hash=sha256:00\n',
      '--extra-index-url https://two.example/simple\nb==1.0 --hash=sha256:00\n',
    ],
  ]);
});

test.each([
  [undefined, 'https://pypi.org/simple'],
  ['https://one.example/simple', 'https://one.example/simple/'],
])('%s is %s', (one, other) => {
  expect(requirements([at('a', one)])).toEqual(requirements([at('a', other)]));
});

test('those that own the same files keep their order, whatever their indexes', () => {
  const closure = [at('a', 'https://one.example/simple'), at('b')];
  expect(requirements(closure, [['a', 'b']])[0]?.map((text) => text.replace(/==.*/s, ''))).toEqual([
    '--extra-index-url https://one.example/simple\na',
    'b',
  ]);
});

test('the index of a pip.conf is looked for only where a file names none', () => {
  const command = (...requirements: readonly string[]) =>
    sharedInstall({ name: 'a', packages: ['a'], requirements }).command;
  const named = '--extra-index-url https://one.example/simple\na==1.0\n';
  expect(command(named)).not.toContain('pip.conf');
  expect(command('b==1.0\n', named)).toContain('/etc/pip.conf');
});
