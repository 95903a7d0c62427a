import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wheelRecordStore } from './wheel-records';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wheel-records-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('what was written is read again, and the last takes the place of the first', () => {
  const files = new Map([['six.py', 'sha256=a']]);
  expect(wheelRecordStore(root).read()).toEqual(new Map());
  wheelRecordStore(root).write(new Map([['six==1 --hash=sha256:a', files]]));
  expect(wheelRecordStore(root).read()).toEqual(new Map([['six==1 --hash=sha256:a', files]]));
  wheelRecordStore(root).write(new Map());
  expect(wheelRecordStore(root).read()).toEqual(new Map());
});
