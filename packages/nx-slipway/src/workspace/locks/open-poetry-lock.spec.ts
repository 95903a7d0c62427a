import { describe, expect, test } from 'vitest';
import {
  api,
  block,
  CORE,
  core,
  LOCK,
  lockOf,
  NOTHING,
  open,
  PYPROJECT,
  packages,
  told,
  toml,
} from '../../../test-support/poetry-lock-files';
import type { Files } from '../../../test-support/workspace-files';
import { poetryContent } from '../../python/poetry/poetry-content';

test('a slice is what an image installs', async () => {
  const { files: slice } = open().slice({ package: 'api', extras: ['fast'], groups: ['http'] });
  await expect(slice?.['poetry.lock']).toMatchFileSnapshot('__snapshots__/poetry.lock');
  await expect(slice?.['pyproject.toml']).toMatchFileSnapshot(
    '__snapshots__/poetry.pyproject.toml',
  );
});

test('the packages of a selection', () => {
  const lock = open();
  expect(lock.packages(NOTHING)).toEqual(new Set(['store']));
  expect(lock.packages({ package: 'api', extras: ['slow'], groups: ['http'] })).toEqual(
    new Set(['server', 'speed', 'store']),
  );
});

test.each([
  ['<empty>', [], undefined],
  ['*', ['speed'], undefined],
  ["os_name == 'nt'", ['speed'], "os_name == 'nt'"],
])('a group that reaches a package under %s', (marker, names, left) => {
  const markers = `{main = ${JSON.stringify(marker)}, http = "sys_platform == \\"linux\\""}`;
  const lock = open({
    [LOCK]: lockOf(api, [block('speed', '1.5', ['http', 'main'], { markers })]),
  });
  expect([...(lock.packages(NOTHING) ?? [])]).toEqual(names);
  const text = lock.slice(NOTHING).files?.['poetry.lock'] ?? '';
  expect(/^markers = (.*)$/m.exec(text)?.[1]).toBe(left && JSON.stringify(left));
  // The other group reaches it still.
  const both = { ...NOTHING, groups: ['http'] };
  expect(lock.slice(both).files?.['poetry.lock']).not.toMatch(/<empty>|"\*"/);
  expect([...(lock.packages(both) ?? [])]).toEqual(['speed']);
});

test('a slice of nothing is a lock all the same', () => {
  const text = api.replace(/core = .*\n/, '');
  const { files: slice } = open({
    [PYPROJECT]: text,
    [LOCK]: lockOf(text, [packages[1] ?? '']),
  }).slice(NOTHING);
  expect(slice?.['poetry.lock']).toMatch(/^package = \[\]\n\n\[metadata\]\n/);
});

test('a lock of version 2.0 goes in whole, with what its content-hash covers', () => {
  const lock = lockOf(api, packages, '2.0');
  const { files: slice } = open({ [LOCK]: lock }).slice(NOTHING);
  expect(slice?.['poetry.lock']).toBe(lock);
  const pyproject = toml(slice?.['pyproject.toml'] ?? '');
  expect(poetryContent(pyproject)).toBe(poetryContent(toml(api)));
  expect(pyproject).toMatchObject({ tool: { poetry: { 'package-mode': false } } });
});

describe('a slice stays what it is', () => {
  const before = open().slice(NOTHING).files;
  const other = (text: string, blocks = packages): Files => ({
    [PYPROJECT]: text,
    [LOCK]: lockOf(text, blocks),
  });

  test.each<readonly [string, Files]>([
    ['a setting of a tool', other(`${api}[tool.ruff]\nline-length = 9\n`)],
    ['another version of the project', other(api.replace('0.1.0', '7.0.0'))],
    ['a comment', other(`# new\n${api}`)],
    ['another development dependency', other(api.replace('lint = "*"', 'lint = ">=5"'))],
    [
      'another version of it',
      other(api, [...packages.slice(0, 1), block('lint', '6.0', ['dev']), ...packages.slice(2)]),
    ],
    ['another Poetry', { [LOCK]: lockOf(api).replace('Poetry 2.5.1', 'Poetry 2.9.0') }],
  ])('after %s', (_, changes) => {
    expect(open(changes).outdated).toEqual([]);
    expect(open(changes).slice(NOTHING).files).toEqual(before);
  });

  test('and changes with what is installed', () => {
    const bumped = packages.map((each) => each.replaceAll('2.5', '2.6'));
    expect(open({ [LOCK]: lockOf(api, bumped) }).slice(NOTHING).files).not.toEqual(before);
  });
});

describe('what is wrong', () => {
  test.each<readonly [string, Files]>([
    ['there is no lock', { [LOCK]: undefined as unknown as string }],
    ['a merge left both sides', { [LOCK]: `<<<<<<< HEAD\n${lockOf(api)}` }],
    ['the lock is no TOML', { [LOCK]: 'package = [' }],
    ['the lock is of Poetry 1.1', { [LOCK]: lockOf(api, packages, '1.1') }],
    [
      'a package is not locked',
      { [PYPROJECT]: `${api}[tool.poetry.group.x.dependencies]\nnew = "^1"\n` },
    ],
    ['a version is another one', { [PYPROJECT]: api.replace('"^1.0"', '"^2.0"') }],
    ['an extra is new', { [PYPROJECT]: api.replace('slow =', 'slower =') }],
    ['the hash alone differs', { [PYPROJECT]: api.replace('"^3.11"', '"^3.12"') }],
    ['a library needs more', { [CORE]: core.replace('store', 'more = "*", store') }],
    ['a library needs another version', { [CORE]: core.replace('^2.0', '^3.0') }],
    [
      'a folder holds no project',
      {
        [LOCK]: lockOf(api, [
          ...packages,
          block('gone', '1', ['main'], { source: 'type = "directory"\nurl = "../../libs/gone"' }),
        ]),
      },
    ],
    [
      'a wheel lies on disk',
      {
        [LOCK]: lockOf(api, [
          ...packages,
          block('disk', '1', ['main'], { source: 'type = "file"\nurl = "wheels/disk.whl"' }),
        ]),
      },
    ],
  ])('%s', (name, changes) => {
    expect(told(changes)).toMatchSnapshot(name);
  });

  test('a group and an extra that are not there', () => {
    const selection = { package: 'api', extras: ['fats', 'x'], groups: ['htp'] };
    expect(told({}, selection)).toMatchSnapshot();
  });
});

test('a slice has of a poetry.toml what decides an installation', () => {
  const settings = '[installer]\nno-binary = ["store"]\n[http-basic.x]\npassword = "secret"\n';
  const { files: slice } = open({ 'services/api/poetry.toml': settings }).slice(NOTHING);
  expect(slice?.['poetry.toml']).toBe('[installer]\nno-binary = [ "store" ]\nre-resolve = false\n');
  expect(open().slice(NOTHING).files?.['poetry.toml']).toBe('[installer]\nre-resolve = false\n');
});

test('where a poetry.toml has Poetry resolve once more, all of the lock goes in', () => {
  const lock = open({ 'services/api/poetry.toml': '[installer]\nre-resolve = true\n' });
  const { files: slice } = lock.slice(NOTHING);
  expect(slice?.['poetry.lock']).toBe(lockOf(api));
  expect(poetryContent(toml(slice?.['pyproject.toml'] ?? ''))).toBe(poetryContent(toml(api)));
  expect(slice?.['poetry.toml']).toBe('[installer]\nre-resolve = true\n');
  expect(lock.thirdParty(NOTHING, { machines: [] })).toEqual([]);
});

test('a poetry.toml that does not parse is a problem', () => {
  expect(told({ 'services/api/poetry.toml': '[installer' })).toContain(
    'services/api/poetry.toml:1',
  );
});
