import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderBytes, mayMount, smallDisk } from '../../test-support/folder-bytes';
import { changeWorkspace } from './change-workspace';

// The module itself, as Nx has it: what an import gives is a copy.
const nxTree: typeof import('nx/src/generators/tree') =
  createRequire(__filename)('nx/src/generators/tree');

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'change-workspace-')));
  fill(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function fill(folder: string): void {
  writeFileSync(join(folder, 'pyproject.toml'), '[project]\nname = "mine"\n');
  writeFileSync(join(folder, 'nx.json'), '{}\n');
}

/** What Nx does with a generator that changes two files and makes one. */
async function generate(
  folder: string,
  { callback, meanwhile }: { callback?: () => void; meanwhile?: () => void } = {},
): Promise<void> {
  const tree: Tree = new nxTree.FsTree(folder, false);
  const task = await changeWorkspace(tree, async () => {
    tree.write('pyproject.toml', `[project]\nname = "changed"\n${'#'.repeat(900_000)}\n`);
    tree.write('services/api/Dockerfile', 'FROM scratch\n');
    tree.write('nx.json', '{ "changed": true }\n');
    return callback;
  });
  meanwhile?.();
  nxTree.flushChanges(folder, tree.listChanges());
  await task();
}

function files(folder: string) {
  return Object.fromEntries(
    Object.entries(folderBytes(folder)).filter(([path]) => !path.startsWith('.nx')),
  );
}

test('what a generator changes is written, and the workspace is free again', async () => {
  await generate(root);
  expect(Object.keys(folderBytes(root))).toEqual([
    '.nx',
    '.nx/workspace-data',
    'nx.json',
    'pyproject.toml',
    'services',
    'services/api',
    'services/api/Dockerfile',
  ]);
  expect(readFileSync(join(root, 'nx.json'), 'utf8')).toBe('{ "changed": true }\n');
});

test('others are kept out until the callback has run', async () => {
  const lock = join(root, '.nx/workspace-data/nx-slipway-generator.lock');
  let text = '';
  await generate(root, {
    callback: () => {
      text = readFileSync(lock, 'utf8');
    },
  });
  expect(text).toBe(`${process.pid} ${hostname()}`);
  expect(existsSync(lock)).toBe(false);
});

test('a read-only file is refused, and no other one is changed', async () => {
  chmodSync(join(root, 'nx.json'), 0o444);
  const before = files(root);
  await expect(generate(root)).rejects.toThrow(
    /^nx\.json: this file is read-only .*\n {2}Make it writable, then run .*: chmod u\+w nx\.json$/,
  );
  expect(files(root)).toEqual(before);
});

test('a file that somebody else has changed meanwhile is not overwritten', async () => {
  const meanwhile = () => writeFileSync(join(root, 'pyproject.toml'), '# by somebody else\n');
  await expect(generate(root, { meanwhile })).rejects.toThrow(
    'pyproject.toml: another process changed this file while the generator ran. Nothing was written\n  Run the same command again.',
  );
  expect(files(root)).toEqual({
    'nx.json': '644 {}\n',
    'pyproject.toml': '644 # by somebody else\n',
  });
});

test.each([
  ['a folder', 'services', '../elsewhere'],
  ['a file', 'pyproject.toml', '../elsewhere/pyproject.toml'],
])('%s that is a link out of the workspace is refused', async (_, link, target) => {
  const workspace = join(root, 'workspace');
  mkdirSync(join(root, 'elsewhere'));
  mkdirSync(workspace);
  fill(workspace);
  rmSync(join(workspace, link), { force: true });
  symlinkSync(target, join(workspace, link));
  const before = files(root);
  await expect(generate(workspace)).rejects.toThrow(
    /is a symbolic link that leads out of the workspace\. Generators write inside/,
  );
  expect(files(root)).toEqual({ ...before, ...nxFolders(files(root)) });
  expect(Object.keys(files(join(root, 'elsewhere')))).toEqual([]);
});

function nxFolders(all: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(all).filter(([path]) => path.includes('/.nx')));
}

test.runIf(mayMount())('a full disk leaves every byte as it was', async () => {
  const disk = smallDisk(1);
  try {
    fill(disk.path);
    mkdirSync(join(disk.path, 'services'));
    writeFileSync(join(disk.path, 'services/ballast'), 'x'.repeat(300_000));
    const before = files(disk.path);
    await expect(generate(disk.path)).rejects.toThrow(
      'pyproject.toml: there is no space left on the disk to write this file. It is unchanged\n  Free some space, then run the same command again.',
    );
    expect(files(disk.path)).toEqual(before);
    expect(existsSync(dirname(join(disk.path, 'services/api/Dockerfile')))).toBe(false);
  } finally {
    disk.dispose();
  }
});

test('a full disk outside of the workspace is said in words, in the generator and after it', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, mkdtemp'), {
    code: 'ENOSPC',
  });
  const words = /^this machine is out of disk: ENOSPC.*\n {2}Free disk space in /;
  const tree: Tree = new nxTree.FsTree(root, false);
  await expect(changeWorkspace(tree, () => Promise.reject(full))).rejects.toThrow(words);
  const callback = () => {
    throw full;
  };
  await expect(generate(root, { callback })).rejects.toThrow(words);
  expect(existsSync(join(root, '.nx/workspace-data/nx-slipway-generator.lock'))).toBe(false);
});
