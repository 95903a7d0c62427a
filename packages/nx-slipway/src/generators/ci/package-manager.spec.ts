import { expect, test } from 'vitest';
import { findPackageManager } from './package-manager';

/** The manager of a workspace whose root has these files. */
function managerOf(files: Readonly<Record<string, string>>) {
  return findPackageManager({
    read: (file) => files[file],
    hasFile: (file) => file in files,
  });
}

const MANIFEST = { 'package.json': '{}' };

test.each<[string, Readonly<Record<string, string>>, string, string]>([
  ['npm', { 'package-lock.json': '' }, 'npm ci', 'npx nx'],
  ['pnpm', { 'pnpm-lock.yaml': '' }, 'pnpm install --frozen-lockfile', 'pnpm exec nx'],
  ['classic yarn', { 'yarn.lock': '' }, 'yarn install --frozen-lockfile', 'yarn nx'],
  ['yarn', { 'yarn.lock': '__metadata:\n' }, 'yarn install --immutable', 'yarn nx'],
  ['bun', { 'bun.lock': '' }, 'bun install --frozen-lockfile', 'bunx nx'],
  ['old bun', { 'bun.lockb': '' }, 'bun install --frozen-lockfile', 'bunx nx'],
  [
    'Nx by the order of its own',
    { 'bun.lock': '', 'package-lock.json': '' },
    'bun install --frozen-lockfile',
    'bunx nx',
  ],
])('%s', (_, lock, install, nx) => {
  expect(managerOf({ ...MANIFEST, ...lock })).toMatchObject({ install, nx });
});

test('Nx without a package.json installs itself', () => {
  const manager = managerOf({ nx: '', 'nx.json': '{}' });
  expect(manager?.nx).toBe('./nx');
  expect(manager).not.toHaveProperty('install');
});

test('without a lock file nothing says what is to be installed', () => {
  expect(managerOf(MANIFEST)).toBeUndefined();
  expect(managerOf({ ...MANIFEST, nx: '' })).toBeUndefined();
});

test('the version is that of package.json', () => {
  const declared = { 'package.json': '{ "packageManager": "pnpm@9.15.1+sha512.ab" }' };
  expect(managerOf({ ...declared, 'pnpm-lock.yaml': '' })).toMatchObject({
    isDeclared: true,
    prepare: ['npm install --global pnpm@9.15.1'],
  });
  expect(managerOf({ ...MANIFEST, 'pnpm-lock.yaml': '' })).toMatchObject({
    isDeclared: false,
    version: '10',
    prepare: ['npm install --global pnpm@10'],
  });
});
