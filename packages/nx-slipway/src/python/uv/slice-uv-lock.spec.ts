import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { parseUvLock } from './parse-uv-lock';
import { sliceUvLock } from './slice-uv-lock';
import type { UvLock } from './uv-lock';

const fixtures = join(__dirname, '../../../fixtures');
const workspace = lockOf('uv-workspace/uv.lock');
const single = lockOf('uv-single/services/solo/uv.lock');

test.each([
  { lock: workspace, package: 'shop-api', extras: ['tables'], groups: ['http', 'tools'] },
  { lock: workspace, package: 'shop-worker', extras: ['old'], groups: [] },
  { lock: single, package: 'solo-service', extras: [], groups: ['http'] },
])('slices a real lock for $package', async ({ lock, ...selection }) => {
  const { text, problems } = sliceUvLock(lock, selection, '.');
  expect(problems).toEqual([]);
  await expect(text).toMatchFileSnapshot(join(fixtures, `uv-slices/${selection.package}.lock`));
});

test.each([
  { package: 'shop-api', extras: [], groups: [] },
  { package: 'shop-api', extras: ['metrics', 'tables'], groups: ['dev', 'http', 'lint'] },
  { package: 'shop-worker', extras: ['new'], groups: ['dev', 'tools'] },
  { package: 'shop-mail', extras: [], groups: [] },
  { package: 'shop', extras: [], groups: ['dev'] },
])('a slice for $package sliced again is itself', (selection) => {
  const { text } = sliceUvLock(workspace, selection, '.');
  expect(sliceUvLock(lockFrom(text), selection, '.')).toEqual({
    text,
    rootGroups: selection.groups.filter((group) => group === 'tools'),
    problems: [],
  });
});

test('a group that the package does not declare is the root’s, without what else the root needs', () => {
  const selection = { package: 'shop-worker', extras: [], groups: ['tools', 'dev'] };
  const slice = sliceUvLock(workspace, selection, '.');
  const names = lockFrom(slice.text).packages.map(({ name }) => name);
  expect(slice.rootGroups).toEqual(['tools']);
  expect(names).toContain('docopt');
  // The worker's own group `dev` comes before the root's of the same name.
  expect(names).toContain('pytest');
  expect(names).not.toContain('codespell');
});

test('says which package, extra or group the lock does not have', () => {
  const place = { file: 'uv.lock', line: expect.any(Number) };
  expect(
    sliceUvLock(workspace, { package: 'shop-api', extras: ['nope'], groups: ['none'] }, '.')
      .problems,
  ).toEqual([
    { kind: 'lock-extra-missing', place, package: 'shop-api', extra: 'nope' },
    { kind: 'lock-group-missing', place, package: 'shop-api', group: 'none' },
  ]);
  expect(sliceUvLock(workspace, { package: 'other', extras: [], groups: [] }, 'a')).toEqual({
    text: '',
    rootGroups: [],
    problems: [
      { kind: 'lock-package-missing', place: { file: 'uv.lock' }, package: 'other', dir: 'a' },
    ],
  });
});

test('a wheel on disk is a problem, since no image is given it', () => {
  const text = `version = 1
requires-python = ">=3.12"

[[package]]
name = "api"
version = "1"
source = { virtual = "." }
dependencies = [
    { name = "vendored" },
]

[[package]]
name = "vendored"
version = "1"
source = { path = "vendor/vendored-1-py3-none-any.whl" }
wheels = [
    { filename = "vendored-1-py3-none-any.whl", hash = "sha256:00" },
]
`;
  expect(
    sliceUvLock(lockFrom(text), { package: 'api', extras: [], groups: [] }, '.').problems,
  ).toEqual([
    {
      kind: 'lock-local-archive',
      place: { file: 'uv.lock', line: 12 },
      package: 'vendored',
      path: 'vendor/vendored-1-py3-none-any.whl',
    },
  ]);
});

function lockOf(path: string): UvLock {
  return lockFrom(readFileSync(join(fixtures, path), 'utf8'));
}

function lockFrom(text: string): UvLock {
  const { lock } = parseUvLock(parse(text), { file: 'uv.lock', text });
  if (!lock) throw new Error('no lock');
  return lock;
}

test('a group that is left out by name stays declared, without a package', () => {
  const selection = { package: 'shop-api', extras: [], groups: ['tools'], declined: ['http'] };
  const { text, problems } = sliceUvLock(workspace, selection, '.');
  expect(problems).toEqual([]);
  expect(text).toContain('[package.metadata.requires-dev]\nhttp = []\n');
  expect(lockFrom(text).packages.find(({ name }) => name === 'shop-api')?.devDependencies).toEqual(
    [],
  );
  expect(sliceUvLock(workspace, { ...selection, declined: ['nope'] }, '.').problems).toEqual([
    expect.objectContaining({ kind: 'lock-group-missing', group: 'nope' }),
  ]);
});

test('the default groups of a lock decide nothing', () => {
  const lockWith = (more: string) =>
    lockFrom(
      `version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "api"\nversion = "1"\nsource = { virtual = "." }\n${more}`,
    );
  const selection = { package: 'api', extras: [], groups: [] };
  expect(sliceUvLock(lockWith('default-groups = ["serve"]\n'), selection, '.').text).toBe(
    sliceUvLock(lockWith(''), selection, '.').text,
  );
});
