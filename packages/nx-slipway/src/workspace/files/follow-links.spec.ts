import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkFollower } from './follow-links';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'follow-links-'));
  mkdirSync(join(root, 'real/deep'), { recursive: true });
  mkdirSync(join(root, 'a'));
  symlinkSync('../real', join(root, 'a/link'));
  symlinkSync('link/deep', join(root, 'a/second'));
  symlinkSync('../../outside', join(root, 'a/out'));
  symlinkSync('circle', join(root, 'circle'));
});
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  ['.', ['.']],
  ['a/none', ['a/none']],
  ['a/link', ['real', 'a/link']],
  ['a/link/x.txt', ['real/x.txt', 'a/link/x.txt']],
  ['a/second', ['real/deep', 'a/link/deep', 'a/second']],
  ['a/l*/x', ['real/x', 'real/deep/x', 'a/link/deep/x', 'a/l*/x']],
  ['a/out', ['a/out']],
  ['circle', ['circle']],
])('%s leads to %j', (path, expected) => {
  expect([...linkFollower(root)(path)].sort()).toEqual([...expected].sort());
});
