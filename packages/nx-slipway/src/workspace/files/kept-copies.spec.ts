import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderBytes, mayMount, smallDisk } from '../../../test-support/folder-bytes';
import { keepCopies, recoverCopies } from './kept-copies';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-copies-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function at(file: string) {
  return join(root, file);
}

test('what a tool has cut off is put back as it was, and what it has made is removed', () => {
  writeFileSync(at('uv.lock'), 'before');
  chmodSync(at('uv.lock'), 0o640);
  const before = folderBytes(root);
  const copies = keepCopies([at('uv.lock'), at('requirements.txt')]);
  writeFileSync(at('uv.lock'), '');
  writeFileSync(at('requirements.txt'), 'half');
  copies.restore();
  expect(folderBytes(root)).toEqual(before);
});

test('what a tool has written stays when the copies are dropped', () => {
  writeFileSync(at('uv.lock'), 'before');
  const copies = keepCopies([at('uv.lock')]);
  writeFileSync(at('uv.lock'), 'after');
  copies.drop();
  expect(folderBytes(root)).toEqual({ 'uv.lock': '644 after' });
});

test('copies of a killed process: taken back, removed or named', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const files = ['empty', 'gone', 'same', 'other', 'running'].map(at);
  for (const name of ['empty', 'gone', 'same', 'other']) {
    writeFileSync(at(`.${name}.${pid}.nx-slipway-kept`), 'before');
  }
  writeFileSync(at(`.running.${process.pid}.nx-slipway-kept`), 'before');
  writeFileSync(at('empty'), '');
  writeFileSync(at('same'), 'before');
  writeFileSync(at('other'), 'half');
  expect(recoverCopies(files)).toEqual(
    new Map([[at('other'), at(`.other.${pid}.nx-slipway-kept`)]]),
  );
  expect(readdirSync(root).sort()).toEqual([
    `.other.${pid}.nx-slipway-kept`,
    `.running.${process.pid}.nx-slipway-kept`,
    'empty',
    'gone',
    'other',
    'same',
  ]);
});

test.runIf(mayMount())('without space for a copy nothing is left behind', () => {
  const disk = smallDisk(1);
  try {
    writeFileSync(join(disk.path, 'uv.lock'), 'x'.repeat(600_000));
    const before = folderBytes(disk.path);
    expect(() => keepCopies([join(disk.path, 'uv.lock')])).toThrow(/no space left/);
    expect(folderBytes(disk.path)).toEqual(before);
  } finally {
    disk.dispose();
  }
});
