import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { knownLinks } from './linked-images';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'linked-images-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('an image is known as long as its contents are the same', () => {
  const links = { machine: 'x86_64', linked: [] };
  knownLinks(root).write('acme/api', 'a', links);
  expect(knownLinks(root).read('acme/api', 'a')).toEqual(links);
  expect(knownLinks(root).read('acme/api', 'b')).toBeUndefined();
  expect(knownLinks(root).read('acme/worker', 'a')).toBeUndefined();
});
