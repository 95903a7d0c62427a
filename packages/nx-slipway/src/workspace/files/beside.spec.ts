import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { besidePath, leftBeside } from './beside';

/** More than any Linux gives out. */
const GONE = 2 ** 30;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'beside-'));
  const others = [`.uv.lock.${GONE}.old`, `.uv.lock.${GONE}.new`, '.uv.lock.x.old', 'uv.lock.old'];
  for (const name of others) writeFileSync(join(folder, name), '');
  writeFileSync(besidePath(join(folder, 'uv.lock'), '.old'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a file of this process has a hidden name of its own', () => {
  expect(basename(besidePath('/a/uv.lock', '.old'))).toBe(`.uv.lock.${process.pid}.old`);
});

test('what is left of processes that are gone is told by its suffix and by the file it lies beside', () => {
  const path = join(folder, `.uv.lock.${GONE}.old`);
  expect(leftBeside(folder, '.old')).toEqual([{ path, name: 'uv.lock' }]);
});
