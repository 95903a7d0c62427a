import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkOutside } from './link-outside';

let parent = '';
let root = '';

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'link-outside-'));
  root = join(parent, 'workspace');
  mkdirSync(join(root, 'real'), { recursive: true });
  mkdirSync(join(parent, 'elsewhere'));
  writeFileSync(join(parent, 'file'), '');
  symlinkSync('../elsewhere', join(root, 'services'));
  symlinkSync(join(parent, 'elsewhere'), join(root, 'real/absolute'));
  symlinkSync('real', join(root, 'inside'));
  symlinkSync('../file', join(root, 'pyproject.toml'));
  symlinkSync('../not-there-yet', join(root, 'uv.lock'));
  symlinkSync('real/not-there-yet', join(root, 'soon'));
  symlinkSync('workspace', join(parent, 'linked-workspace'));
});
afterAll(() => rmSync(parent, { recursive: true }));

test.each([
  ['services/api/Dockerfile', 'services'],
  ['real/absolute/x', 'real/absolute'],
  ['inside/absolute/x', 'inside/absolute'],
  ['pyproject.toml', 'pyproject.toml'],
  ['uv.lock', 'uv.lock'],
  ['inside/x', undefined],
  ['soon', undefined],
  ['new/folder/x', undefined],
])('%s is written through the link %s', (file, expected) => {
  expect(linkOutside(root, file)).toBe(expected);
  expect(linkOutside(join(parent, 'linked-workspace'), file)).toBe(expected);
});
