import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXAMPLES } from '../test-support/examples';
import { hadolint } from '../test-support/hadolint';

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
