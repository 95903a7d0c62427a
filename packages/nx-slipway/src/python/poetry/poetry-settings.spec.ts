import { describe, expect, test } from 'vitest';
import type { ThirdPartyPackage } from '../pyproject/third-party-package';
import type { TomlTable } from '../toml/toml-value';
import { applyPoetrySettings, reducePoetrySettings, reResolves } from './poetry-settings';

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

describe('what decides an installation is kept, and no password', () => {
  const toml = {
    'http-basic': { x: { username: 'me', password: 'secret' } },
    virtualenvs: { 'in-project': true },
    installer: { 'max-workers': 4, parallel: false, 'no-binary': ['b', 'a'] },
  };
  const kept = '[installer]\nno-binary = [ "b", "a" ]\n';

  test.each<[TomlTable, boolean, string | undefined]>([
    [toml, false, kept],
    [toml, true, `${kept}re-resolve = false\n`],
    [{ installer: { 're-resolve': true } }, false, '[installer]\nre-resolve = true\n'],
    [{ installer: { parallel: false } }, false, undefined],
    [{}, true, '[installer]\nre-resolve = false\n'],
  ])('%j, of a slice: %s', (settings, isSlice, expected) => {
    expect(reducePoetrySettings(settings, { isSlice })).toBe(expected);
  });
});

test.each<[TomlTable, boolean]>([
  [{}, false],
  [{ installer: { 're-resolve': false } }, false],
  [{ installer: { 're-resolve': true } }, true],
])('%j has Poetry resolve once more: %s', (toml, expected) => {
  expect(reResolves(toml)).toBe(expected);
});
