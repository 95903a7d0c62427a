import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkEnd } from './link-end';

let root = '';
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'link-end-')));
  mkdirSync(join(root, 'deep/real'), { recursive: true });
  writeFileSync(join(root, 'deep/file'), '');
  symlinkSync('deep/real', join(root, 'folder'));
  symlinkSync('../file', join(root, 'deep/real/up'));
  symlinkSync('again', join(root, 'twice'));
  symlinkSync('missing', join(root, 'again'));
  symlinkSync('circle', join(root, 'circle'));
});
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  ['deep/file', 'deep/file'],
  ['nothing', 'nothing'],
  ['folder/up', 'deep/file'],
  ['twice', 'missing'],
  ['circle', 'circle'],
])('%s stands for %s', (path, expected) => {
  expect(linkEnd(join(root, path))).toBe(join(root, expected));
});
