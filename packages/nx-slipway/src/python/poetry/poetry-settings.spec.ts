import { expect, test } from 'vitest';
import type { ThirdPartyPackage } from '../pyproject/third-party-package';
import type { TomlTable } from '../toml/toml-value';
import { applyPoetrySettings, reducePoetrySettings } from './poetry-settings';

const PACKAGES: readonly ThirdPartyPackage[] = [
  { name: 'a-b', version: '1', isCertain: true, hasWheel: true, requirement: 'a-b==1' },
  { name: 'sdist', version: '1', isCertain: true, hasWheel: false, requirement: 'sdist==1' },
];

test.each<[TomlTable, readonly string[]]>([
  [{}, ['a-b', 'sdist']],
  [{ installer: { 'no-binary': ['A_B'] } }, ['sdist']],
  [{ installer: { 'no-binary': 'x, a.b' } }, ['sdist']],
  [{ installer: { 'no-binary': ':all:' } }, []],
  [{ installer: { 'no-binary': true } }, []],
  [{ installer: { 'no-binary': false } }, ['a-b', 'sdist']],
  [{ installer: { 'only-binary': [':all:'] } }, ['a-b']],
  [{ installer: { 'build-config-settings': { sdist: { x: 'y' }, 'a-b': {} } } }, ['a-b']],
])('with %j others may install %j', (toml, names) => {
  const found = applyPoetrySettings(PACKAGES, toml);
  expect(found.flatMap(({ name, requirement }) => (requirement ? [name] : []))).toEqual(names);
});

test('what decides an installation is kept, and no password', () => {
  const toml = {
    'http-basic': { x: { username: 'me', password: 'secret' } },
    virtualenvs: { 'in-project': true },
    installer: { 're-resolve': true, 'max-workers': 4, 'no-binary': ['b', 'a'] },
  };
  expect(reducePoetrySettings(toml)).toBe('[installer]\nno-binary = [ "b", "a" ]\n');
  expect(reducePoetrySettings({ installer: { parallel: false } })).toBeUndefined();
});
