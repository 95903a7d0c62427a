import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStored, writeStored } from './stored-value';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'stored-'));
  file = join(dir, 'deep', 'facts');
});
afterEach(() => rmSync(dir, { recursive: true }));

const value = new Map([['a/package.json', { hash: '1', names: new Set(['a']) }]]);

test('what is written is read again, and nothing else is left in the folder', () => {
  writeStored({ file, version: '1' }, value);
  expect(readStored({ file, version: '1' })).toEqual(value);
  expect(readdirSync(join(dir, 'deep'))).toEqual(['facts']);
});

test('a file that is missing, cut off, of another version or something else altogether has nothing', () => {
  expect(readStored({ file, version: '1' })).toBeUndefined();
  writeStored({ file, version: '1' }, value);
  expect(readStored({ file, version: '2' })).toBeUndefined();
  truncateSync(file, 10);
  expect(readStored({ file, version: '1' })).toBeUndefined();
  writeFileSync(file, '{"version":"1"}');
  expect(readStored({ file, version: '1' })).toBeUndefined();
});

test('a file that cannot be written is no error', () => {
  writeFileSync(join(dir, 'deep'), 'a file where the folder should be');
  expect(() => writeStored({ file, version: '1' }, value)).not.toThrow();
});
