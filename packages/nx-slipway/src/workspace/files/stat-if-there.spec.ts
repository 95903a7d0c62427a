import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lstatIfThere, statIfThere } from './stat-if-there';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-stat-'));
  writeFileSync(join(folder, 'file'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each(['none', 'none/below', 'file/below'])('nothing is at %s', (path) => {
  expect(statIfThere(join(folder, path))).toBeUndefined();
  expect(lstatIfThere(join(folder, path))).toBeUndefined();
});

test('a link to nothing is there by itself', () => {
  symlinkSync('none', join(folder, 'link'));
  expect(statIfThere(join(folder, 'link'))).toBeUndefined();
  expect(lstatIfThere(join(folder, 'link'))?.isSymbolicLink()).toBe(true);
});

test('what cannot be looked at is said', () => {
  const long = join(folder, 'n'.repeat(300));
  expect(() => statIfThere(long)).toThrow('ENAMETOOLONG');
});
