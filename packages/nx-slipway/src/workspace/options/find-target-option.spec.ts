import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findTargetOption } from './find-target-option';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'option-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, value: object) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), JSON.stringify(value, null, 2));
}

function found(value: unknown) {
  const names = ['tags', 'tag'];
  return findTargetOption(root, { projectRoot: 'api', target: 'build-image', names, value });
}

const options = { options: { tags: 'a' } };

test.each<[string, object, number]>([
  ['api/project.json', { name: 'api', targets: { 'build-image': options } }, 6],
  ['api/project.json', { targets: { 'build-image': { configurations: { ci: { tag: 'a' } } } } }, 6],
  ['api/package.json', { nx: { targets: { 'build-image': options } } }, 6],
  ['nx.json', { targetDefaults: { 'build-image': options } }, 5],
  ['nx.json', { targetDefaults: { 'nx-slipway:build-image': [options] } }, 6],
])('in %s %j', (file, value, line) => {
  write(file, value);
  expect(found('a')).toEqual({ file, line });
});

test('the file with the value is named, and not one that is overridden', () => {
  write('api/project.json', { targets: { 'build-image': { options: { tags: ['b'] } } } });
  write('nx.json', { targetDefaults: { 'build-image': options } });
  expect(found('a')?.file).toBe('nx.json');
  expect(found(['b'])?.file).toBe('api/project.json');
});

test('another target is not meant, and nothing is named where nothing is found', () => {
  write('api/project.json', { targets: { 'push-image': options } });
  expect(found('a')).toBeUndefined();
});

test('a byte order mark and comments do no harm', () => {
  writeFileSync(
    join(root, 'nx.json'),
    '\uFEFF{\n// ours\n"targetDefaults": { "x": { "options": {\n"tags": 5 } } } }',
  );
  expect(found(5)).toEqual({ file: 'nx.json', line: 4 });
});
