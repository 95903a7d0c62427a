import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../src/process/run-command';

/** What `nx g nx-slipway:ci` writes, which its own tests compare. */
const SNAPSHOTS = join(__dirname, '../src/generators/ci/__snapshots__');

const ZIZMOR = 'zizmor==1.32.0';

/** The newest that runs on every supported Node; it has GitLab's own schema. */
const GITLAB_CI_LOCAL = 'gitlab-ci-local@4.62.0';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workflows-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('zizmor finds no weakness in workflows of GitHub', async () => {
  const files = readdirSync(SNAPSHOTS).filter((name) => name.startsWith('github-'));
  for (const name of files) {
    cpSync(join(SNAPSHOTS, name), join(folder, '.github/workflows', name));
  }
  expect(files.length).toBeGreaterThan(3);
  // What it has to say below that is about packages of npm.
  const options = ['--offline', '--no-progress', '--color=never', '--min-severity=low'];
  const { stdout, exitCode } = await runCommand({
    command: 'uvx',
    args: ['--quiet', '--from', ZIZMOR, 'zizmor', ...options, '.github/workflows'],
    cwd: folder,
  });
  expect({ stdout, exitCode }).toEqual({
    stdout: expect.stringMatching(/^No findings/),
    exitCode: 0,
  });
}, 120_000);

test.each([
  ['gitlab-images.yml', ['images', 'upgrade-base']],
  ['gitlab-images-of-all.yml', ['images', 'release', 'upgrade-base']],
])(
  '%s is valid for the schema of GitLab',
  async (name, jobs) => {
    const file = join(folder, '.gitlab/images.yml');
    mkdirSync(dirname(file));
    cpSync(join(SNAPSHOTS, name), file);
    writeFileSync(join(folder, '.gitlab-ci.yml'), 'include:\n  - local: .gitlab/images.yml\n');
    for (const args of [
      ['init', '--quiet'],
      ['add', '.'],
      ['remote', 'add', 'origin', 'https://gitlab.example/a/b.git'],
    ]) {
      await runCommand({ command: 'git', args, cwd: folder });
    }
    const { stdout, stderr, exitCode } = await runCommand({
      command: 'npx',
      args: ['--yes', `--package=${GITLAB_CI_LOCAL}`, 'gitlab-ci-local', '--list-csv-all'],
      cwd: folder,
    });
    const listed = stdout.split('\n').flatMap((line) => /^([\w-]+);/.exec(line)?.[1] ?? []);
    expect({ stderr, exitCode, listed: listed.sort() }).toEqual({
      stderr: expect.not.stringContaining('Invalid'),
      exitCode: 0,
      listed: expect.arrayContaining(jobs),
    });
  },
  240_000,
);
