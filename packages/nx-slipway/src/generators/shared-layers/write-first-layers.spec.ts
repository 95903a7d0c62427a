import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LockPackage } from '../../../test-support/uv-lock-text';
import { uvWorkspaceFiles } from '../../../test-support/uv-workspace-files';
import { writeFiles } from '../../../test-support/write-files';
import { LAYER_GROUPS_FILE } from '../../images/shared-layers/layer-groups';
import { normalizePluginOptions } from '../../workspace/options/plugin-options';
import { writeFirstLayers } from './write-first-layers';

const BIG: readonly LockPackage[] = ['a', 'b', 'c'].map((name) => ({ name, size: 9_000_000 }));
const TWO = { api: ['a'], worker: ['a'] };
const FOUR = { ...TWO, mail: ['a', 'b', 'c'], jobs: ['a', 'b', 'c'] };

let root = '';
const said: string[] = [];
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'first-layers-')));
  said.length = 0;
  for (const level of ['info', 'warn'] as const) {
    vi.spyOn(logger, level).mockImplementation((text: unknown) => void said.push(String(text)));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

function first(services: Readonly<Record<string, readonly string[]>>): string | undefined {
  const specs = Object.entries(services).map(([name, packages]) => ({ name, packages }));
  writeFiles(root, uvWorkspaceFiles(specs, BIG));
  const options = normalizePluginOptions({}, { packageName: 'shop', folder: 'shop' });
  const names = ['python', ...Object.keys(services)].map((name): [string, string] => [
    name === 'python' ? 'images/python' : `services/${name}`,
    name,
  ]);
  return writeFirstLayers(root, new Map(names), options);
}

test('the first grouping is written, and later ones are left to `nx sync`, with what they save', () => {
  expect(first(TWO)).toBeUndefined();
  expect(said).toContain(`CREATE ${LAYER_GROUPS_FILE}`);
  const written = readFileSync(join(root, LAYER_GROUPS_FILE), 'utf8');

  expect(first(TWO)).toBeUndefined();
  expect(first(FOUR)).toMatch(/^With these groups, .* take [\d.]+ MB instead of [\d.]+ MB\.$/);
  expect(readFileSync(join(root, LAYER_GROUPS_FILE), 'utf8')).toBe(written);
});

test('a grouping that cannot be read is told of', () => {
  writeFileSync(join(root, LAYER_GROUPS_FILE), '{');
  expect(first(FOUR)).toBeUndefined();
  expect(said.join('\n')).toContain(LAYER_GROUPS_FILE);
});
