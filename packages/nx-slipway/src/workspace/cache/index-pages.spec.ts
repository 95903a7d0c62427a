import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { indexPages } from './index-pages';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'index-pages-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ADDRESS = 'https://index.example/t0ken/simple/x/';
const PAGE = { etag: '"1"', files: [{ name: 'x-1.tar.gz', hashes: [] }] };

test('a page is read again, by its address', () => {
  indexPages(root).write(ADDRESS, PAGE);
  expect(indexPages(root).read(ADDRESS)).toEqual(PAGE);
  expect(indexPages(root).read(`${ADDRESS}y`)).toBeUndefined();
});

test('no address is in a file or in its name', () => {
  indexPages(root).write(ADDRESS, PAGE);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  expect(files).toHaveLength(1);
  for (const { name, parentPath } of files) {
    expect(name).not.toMatch(/t0ken|example/);
    expect(readFileSync(join(parentPath, name), 'latin1')).not.toMatch(/t0ken|example/);
  }
});
