import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from './write-whole';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-write-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file takes the place of the one before, in a folder that is made, and leaves nothing else', () => {
  const file = join(folder, 'deep', 'kept');
  writeWhole(file, 'old');
  writeWhole(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(join(folder, 'deep'))).toEqual(['kept']);
});

test('a file that cannot be written is no error, and leaves no draft', () => {
  writeFileSync(join(folder, 'taken'), '');
  writeWhole(join(folder, 'taken', 'kept'), 'new');
  // A folder of the same name cannot be replaced.
  writeWhole(join(folder, 'deep', 'kept'), 'old');
  writeWhole(join(folder, 'deep'), 'new');
  expect(readdirSync(folder).sort()).toEqual(['deep', 'taken']);
});
