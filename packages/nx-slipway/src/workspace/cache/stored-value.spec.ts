import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
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

test('this user alone may read it', () => {
  writeStored({ file, version: '1' }, value);
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
});

test.each(['--index-url https://me:secret@index.example/simple', '🐍 https://token@git.example/a'])(
  'a value with a login is not stored: %s',
  (text) => {
    writeStored({ file, version: '1' }, value);
    writeStored({ file, version: '1' }, new Map([['requirements.txt', { lines: [text] }]]));
    expect(existsSync(file)).toBe(false);
    expect(readStored({ file, version: '1' })).toBeUndefined();
  },
);

test('a value that is nested too deep to be written is no error', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(() => writeStored({ file, version: '1' }, deep)).not.toThrow();
});
