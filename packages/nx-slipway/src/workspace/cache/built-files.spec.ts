import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtFiles } from './built-files';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'built-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function open() {
  return builtFiles(folder, '/workspace');
}
function stamp(digest: string, modified = 1, size = 3) {
  return { digest, modified, size, state: '' };
}

test('another content with the same size and time is one that BuildKit does not see', () => {
  open().add(new Map([['/workspace/a', stamp('one')]]));
  const { isUnseen } = open();
  expect(isUnseen('/workspace/a', stamp('two'))).toBe(true);
  expect(isUnseen('/workspace/a', stamp('one'))).toBe(false);
  expect(isUnseen('/workspace/a', stamp('two', 2))).toBe(false);
  expect(isUnseen('/workspace/a', stamp('two', 1, 4))).toBe(false);
  expect(isUnseen('/workspace/b', stamp('two'))).toBe(false);
});

test('what was not seen is not remembered, until its time is another one', () => {
  open().add(new Map([['/workspace/a', stamp('one')]]));
  open().add(new Map([['/workspace/a', stamp('two')]]));
  expect(open().isUnseen('/workspace/a', stamp('two'))).toBe(true);
  open().add(new Map([['/workspace/a', stamp('two', 2)]]));
  expect(open().isUnseen('/workspace/a', stamp('two', 2))).toBe(false);
  expect(open().isUnseen('/workspace/a', stamp('three', 2))).toBe(true);
});

test('another workspace is another memory', () => {
  open().add(new Map([['/workspace/a', stamp('one')]]));
  const other = builtFiles(folder, '/other');
  expect(other.isUnseen('/workspace/a', stamp('two'))).toBe(false);
});
