import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../process/run-command';
import { readRevision } from './read-revision';

let root: string;
let commit: string;

function git(...args: readonly string[]) {
  return execFileSync(
    'git',
    ['-c', 'user.name=test', '-c', 'user.email=test@index.example', ...args],
    {
      cwd: root,
      env: { ...process.env, GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z' },
      encoding: 'utf8',
    },
  ).trim();
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'slipway-revision-'));
  git('init', '--quiet', '--initial-branch=fix/x');
  git('commit', '--quiet', '--allow-empty', '--message=test');
  git('tag', 'v1');
  commit = git('rev-parse', 'HEAD');
});
afterAll(() => rmSync(root, { recursive: true }));

function read(env: Readonly<Record<string, string>> = {}, workspaceRoot = root) {
  return readRevision({ run: runCommand, workspaceRoot, env });
}

describe('a clone', () => {
  const seconds = Date.UTC(2026, 0, 2, 3, 4, 5) / 1000;

  test('has its commit, its date, and the branch', async () => {
    const ref = { event: 'branch', name: 'fix/x' };
    expect(await read()).toEqual({ commit, seconds, ref });
  });

  test('is dirty once a file of a commit is changed, not by what no commit knows', async () => {
    const file = join(root, 'module.py');
    writeFileSync(file, 'x = 1');
    expect(await read()).not.toHaveProperty('isDirty');
    git('add', 'module.py');
    expect(await read()).toMatchObject({ commit, isDirty: true });
    git('rm', '--quiet', '--force', 'module.py');
    expect(await read()).not.toHaveProperty('isDirty');
  });

  test('without a branch has the tag of its commit; the default branch is that of origin', async () => {
    git('checkout', '--quiet', '--detach');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    expect(await read()).toEqual({
      ...{ commit, seconds },
      ref: { event: 'tag', name: 'v1' },
      defaultBranch: 'main',
    });
  });

  test('has the date that SOURCE_DATE_EPOCH says', async () => {
    expect((await read({ SOURCE_DATE_EPOCH: '86400' })).seconds).toBe(86400);
  });
});

test.each<[Readonly<Record<string, string>>, object]>([
  [{ GITHUB_REF: 'refs/heads/a/b' }, { event: 'branch', name: 'a/b' }],
  [{ GITHUB_REF: 'refs/tags/v2' }, { event: 'tag', name: 'v2' }],
  [{ GITHUB_REF: 'refs/pull/318/merge' }, { event: 'pr', name: '318' }],
  [{ CI_COMMIT_BRANCH: 'main' }, { event: 'branch', name: 'main' }],
  [
    { CI_COMMIT_TAG: 'v2', CI_COMMIT_BRANCH: '' },
    { event: 'tag', name: 'v2' },
  ],
  [{ CI_MERGE_REQUEST_IID: '7' }, { event: 'pr', name: '7' }],
])('%j says what is built', async (env, ref) => {
  expect((await read(env)).ref).toEqual(ref);
});

test('the default branch is what the CI says', async () => {
  expect((await read({ CI_DEFAULT_BRANCH: 'trunk' })).defaultBranch).toBe('trunk');
  const event = join(root, 'event.json');
  writeFileSync(event, '{"repository":{"default_branch":"next"}}');
  expect((await read({ GITHUB_EVENT_PATH: event })).defaultBranch).toBe('next');
});

test('without a repository there is nothing', async () => {
  expect(await read({}, '/')).toEqual({});
});
