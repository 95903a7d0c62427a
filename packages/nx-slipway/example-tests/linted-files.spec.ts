import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInRoles } from '../src/images/roles/definition/built-in-roles';
import { EXAMPLES } from '../test-support/examples';
import { contentsOf } from '../test-support/generator-tree';
import { hadolint } from '../test-support/hadolint';
import { roleTree } from '../test-support/role-tree';
import { writeFiles } from '../test-support/write-files';

test('hadolint has no complaint about generated Dockerfiles', async () => {
  const all = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' });
  const files = all.filter(
    (file) => /[/\\](\w+\.)?Dockerfile$/.test(file) && !/hand-written/.test(file),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(await hadolint(files.sort(), EXAMPLES)).toBe('');
}, 120_000);

test('nor about those of every layout', async () => {
  const folders = ['service', 'stack'].map((name) =>
    join(__dirname, '..', 'src', 'generators', name, '__snapshots__'),
  );
  const files = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((file) =>
      file.endsWith('Dockerfile') ? [join(folder, file)] : [],
    ),
  );
  expect(await hadolint(files, EXAMPLES)).toBe('');
}, 120_000);

test('nor about those of every role', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-linted-'));
  try {
    const files = Object.entries(contentsOf(await roleTree())).filter(([file]) =>
      /^services\/.*Dockerfile$/.test(file),
    );
    expect(files).toHaveLength(builtInRoles.size);
    writeFiles(folder, Object.fromEntries(files));
    const names = files.map(([file]) => file);
    expect(await hadolint(names, folder)).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);
