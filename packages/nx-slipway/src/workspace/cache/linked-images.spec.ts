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

test('an image is known as long as its id is the same', () => {
  const links = { machine: 'x86_64', linked: [] };
  knownLinks(root).write('acme/api', 'sha256:a', links);
  expect(knownLinks(root).read('acme/api', 'sha256:a')).toEqual(links);
  expect(knownLinks(root).read('acme/api', 'sha256:b')).toBeUndefined();
  expect(knownLinks(root).read('acme/worker', 'sha256:a')).toBeUndefined();
});
