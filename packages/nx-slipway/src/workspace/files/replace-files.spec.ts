import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderBytes, mayMount, smallDisk } from '../../../test-support/folder-bytes';
import { replaceFiles, WriteFailure } from './replace-files';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'replace-files-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function at(file: string) {
  return join(root, file);
}
function codeOf(write: () => void): string {
  try {
    write();
    return 'written';
  } catch (error) {
    return error instanceof WriteFailure ? error.code : String(error);
  }
}

test('new content takes the place of the old one, in folders that are made', () => {
  writeFileSync(at('a'), 'old');
  chmodSync(at('a'), 0o750);
  replaceFiles([
    { file: at('a'), content: 'new' },
    { file: at('deep/er/b'), content: Buffer.of(0xff), mode: 0o755 },
  ]);
  expect(folderBytes(root)).toEqual({
    a: '750 new',
    deep: '',
    'deep/er': '',
    'deep/er/b': '755 \xff',
  });
});

test('a link stays one, also where what it leads to is not there yet', () => {
  mkdirSync(at('real'));
  writeFileSync(at('real/a'), 'old');
  symlinkSync('real/a', at('a'));
  symlinkSync('real/b', at('b'));
  replaceFiles(['a', 'b'].map((file) => ({ file: at(file), content: 'new' })));
  expect(lstatSync(at('a')).isSymbolicLink()).toBe(true);
  expect(['a', 'b'].map((file) => readFileSync(at(`real/${file}`), 'utf8'))).toEqual([
    'new',
    'new',
  ]);
});

test.each([
  ['is read-only', () => chmodSync(at('b'), 0o444), 'EACCES'],
  [
    'is a folder',
    () => {
      rmSync(at('b'));
      mkdirSync(at('b'));
    },
    'EISDIR',
  ],
])('no file is changed where one of them %s', (_, spoil, code) => {
  for (const file of ['a', 'b']) writeFileSync(at(file), 'old');
  spoil();
  const before = folderBytes(root);
  const files = ['a', 'new/c', 'b'].map((file) => ({ file: at(file), content: 'new' }));
  expect(codeOf(() => replaceFiles(files))).toBe(code);
  expect(folderBytes(root)).toEqual(before);
});

test.runIf(mayMount())('no file is changed on a full disk', () => {
  const disk = smallDisk(1);
  try {
    const file = join(disk.path, 'uv.lock');
    writeFileSync(file, 'x'.repeat(600_000));
    const other = join(disk.path, 'pyproject.toml');
    writeFileSync(other, 'old');
    const before = folderBytes(disk.path);
    const files = [
      { file: other, content: 'new' },
      { file, content: 'y'.repeat(600_000) },
    ];
    expect(codeOf(() => replaceFiles(files))).toBe('ENOSPC');
    expect(folderBytes(disk.path)).toEqual(before);
  } finally {
    disk.dispose();
  }
});

test('killed at any step it leaves each file whole, and the next call cleans up', {
  timeout: 180_000,
}, () => {
  const script = join(__dirname, '../../../test-support/kill-at-step.ts');
  const files = ['a', 'b', 'new/c'].map((file) => ({ file: at(file), content: 'new content' }));
  const outcomes = [];
  for (let step = 1; outcomes.at(-1) !== 0; step += 1) {
    rmSync(root, { recursive: true });
    mkdirSync(root);
    for (const file of ['a', 'b']) writeFileSync(at(file), 'old content');
    const { status, signal } = spawnSync(
      process.execPath,
      ['--import', 'tsx', script, String(step), JSON.stringify(files)],
      { encoding: 'utf8' },
    );
    outcomes.push(signal ?? status);
    for (const { file } of files) {
      if (existsSync(file)) expect(readFileSync(file, 'utf8')).toMatch(/^(old|new) content$/);
    }
    expect(statSync(at('a')).size).toBe(11);
    replaceFiles(files);
    expect(readdirSync(root).sort()).toEqual(['a', 'b', 'new']);
    expect(readdirSync(at('new'))).toEqual(['c']);
  }
  expect(outcomes.length).toBeGreaterThan(8);
  expect(new Set(outcomes)).toEqual(new Set(['SIGKILL', 0]));
});
