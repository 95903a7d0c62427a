import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFiles } from '../../../test-support/write-files';
import { runCommand } from '../../process/run-command';
import { keptFiles } from './kept-files';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'slipway-kept-'));
});
afterEach(() => rmSync(root, { recursive: true }));

async function git(...args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await runCommand({ command: 'git', args, cwd: root });
  expect(exitCode, stderr).toBe(0);
}

test('what git tracks or does not ignore is kept, and no cache', async () => {
  writeFiles(root, {
    '.gitignore': 'secret\n*.log\n',
    'a/tracked.log': '',
    'a/gone': '',
    'a/run.sh': '',
    'a/ä b': '',
  });
  chmodSync(join(root, 'a/run.sh'), 0o755);
  symlinkSync('../nowhere', join(root, 'a/link'));
  await git('init', '-q');
  await git('add', '-f', '.');
  rmSync(join(root, 'a/gone'));
  writeFiles(root, {
    ...{ 'a/new': '', 'a/secret': '', 'a/x.log': '', 'a/.venv/x': '', 'a/__pycache__/x.pyc': '' },
    'ab/other': '',
  });
  const tree = new FsTree(root, false);
  tree.write('a/planned', '');
  expect(await keptFiles(tree, 'a', runCommand)).toEqual([
    { file: 'a/link', link: '../nowhere' },
    { file: 'a/new' },
    { file: 'a/planned' },
    { file: 'a/run.sh', mode: 0o755 },
    { file: 'a/tracked.log' },
    { file: 'a/ä b' },
  ]);
});

test('without git, what Nx does not ignore is kept', async () => {
  writeFiles(root, { '.gitignore': 'secret\n', 'a/x': '', 'a/secret': '', 'a/.venv/x': '' });
  expect(await keptFiles(new FsTree(root, false), 'a', runCommand)).toEqual([{ file: 'a/x' }]);
});
