import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FactCache, readFactCache, writeFactCache } from './fact-cache';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'facts-'));
  file = join(dir, 'deep', 'facts');
});
afterEach(() => rmSync(dir, { recursive: true }));

const facts: FactCache = new Map([
  ['a/package.json', { hash: '1', facts: { kind: 'manifest', name: 'a', isProject: true } }],
]);

test('what is written is read again, and nothing else is left in the folder', () => {
  writeFactCache(file, '1', facts);
  expect(readFactCache(file, '1')).toEqual(facts);
  expect(readdirSync(join(dir, 'deep'))).toEqual(['facts']);
});

test('a cache that is missing, cut off, of another version or something else altogether is empty', () => {
  expect(readFactCache(file, '1')).toEqual(new Map());
  writeFactCache(file, '1', facts);
  expect(readFactCache(file, '2')).toEqual(new Map());
  truncateSync(file, 10);
  expect(readFactCache(file, '1')).toEqual(new Map());
  writeFileSync(file, '{"version":"1"}');
  expect(readFactCache(file, '1')).toEqual(new Map());
});

test('a cache that cannot be written is no error', () => {
  writeFileSync(join(dir, 'deep'), 'a file where the folder should be');
  expect(() => writeFactCache(file, '1', facts)).not.toThrow();
});
