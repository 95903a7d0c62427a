import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newestNx } from '../demo/workspace/make-workspace.ts';
import { ROOT } from './markdown-pages.ts';

const FOLDER = join(ROOT, 'examples');
const names = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test('the page of examples links to the README of each, and to no other', () => {
  const page = readFileSync(join(ROOT, 'docs/examples.md'), 'utf8');
  const linked = [...page.matchAll(/\.\.\/examples\/([\w-]+)\/README\.md/g)].map(
    ([, name]) => name,
  );
  expect(linked.sort()).toEqual([...names].sort());
});

test.each(names)('%s has a short README, the versions of today and no lock', (name) => {
  const lines = readFileSync(join(FOLDER, name, 'README.md'), 'utf8')
    .trimEnd()
    .split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(5);
  expect(lines.length).toBeLessThanOrEqual(15);
  const manifest = JSON.parse(readFileSync(join(FOLDER, name, 'package.json'), 'utf8'));
  const own = JSON.parse(readFileSync(join(ROOT, 'packages/nx-slipway/package.json'), 'utf8'));
  expect(manifest.devDependencies).toEqual({
    '@nx/devkit': newestNx.devkit,
    nx: newestNx.nx,
    'nx-slipway': own.version,
  });
  const files = readdirSync(join(FOLDER, name), { recursive: true, encoding: 'utf8' });
  const locks = /(?:\.lock|(?<!builder-)requirements[\w-]*\.txt)$/;
  expect(files.filter((file) => locks.test(file))).toEqual([]);
});
