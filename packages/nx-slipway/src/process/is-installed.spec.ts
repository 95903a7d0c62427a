import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isInstalled } from './is-installed';

test('a program is a file on PATH that may be run', () => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const folders = ['bin', 'other'].map((name) => join(root, name));
  for (const folder of folders) mkdirSync(join(folder, 'folder'), { recursive: true });
  for (const name of ['uv', 'plain']) writeFileSync(join(root, 'other', name), '');
  chmodSync(join(root, 'other', 'uv'), 0o755);
  const path = ['', ...folders].join(delimiter);
  const found = (name: string) => isInstalled(name, path);
  expect(['uv', 'poetry', 'folder'].map(found)).toEqual([true, false, false]);
  expect(isInstalled('uv', '')).toBe(false);
});
