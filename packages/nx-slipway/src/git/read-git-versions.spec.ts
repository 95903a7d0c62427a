import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '../process/command';
import { runCommand } from '../process/run-command';
import { parsePyproject } from '../python/pyproject/parse-pyproject';
import { readGitVersions } from './read-git-versions';

let root: string;
let calls: Command[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'slipway-git-'));
  calls = [];
});
afterEach(() => rmSync(root, { recursive: true }));

function git(...args: readonly string[]) {
  return execFileSync(
    'git',
    ['-c', 'user.name=test', '-c', 'user.email=test@index.example', ...args],
    {
      cwd: root,
      stdio: 'pipe',
    },
  );
}

function commit(file: string): void {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), `${calls.length}${Math.random()}`);
  git('add', '--all');
  git('commit', '--quiet', '--message=test');
}

function project(dir: string, requires = 'hatch-vcs') {
  return parsePyproject(
    { project: { name: dir }, 'build-system': { requires: [requires] } },
    `${dir}/pyproject.toml`,
  ).pyproject;
}

/** Versions by folder, the kinds of notes, and how many processes it took. */
async function read(folder = root, projects = [project('api'), project('worker')]) {
  calls = [];
  const { versions, notes } = await readGitVersions(projects, {
    workspaceRoot: folder,
    run: (command) => {
      calls.push(command);
      return runCommand(command);
    },
  });
  return {
    versions: Object.fromEntries(versions),
    notes: notes.map((note) => note.kind),
    processes: calls.length,
  };
}

const UNTAGGED = { api: '0.0.0', worker: '0.0.0' };

test('no process is started where no project takes its version from git', async () => {
  expect(await read(root, [project('api', 'hatchling')])).toEqual({
    versions: {},
    notes: [],
    processes: 0,
  });
});

test('a folder that is no repository is a note, and not asked again', async () => {
  expect(await read()).toEqual({
    versions: UNTAGGED,
    notes: ['version-without-git', 'version-without-git'],
    processes: 1,
  });
});

test('so is a git that is not installed', async () => {
  const { notes } = await readGitVersions([project('api')], {
    workspaceRoot: root,
    run: (command) => runCommand({ ...command, command: 'git-of-nowhere' }),
  });
  expect(notes).toEqual([
    {
      kind: 'version-without-git',
      place: { file: 'api/pyproject.toml' },
      detail: expect.stringContaining('ENOENT'),
    },
  ]);
});

test('and a repository without a commit', async () => {
  git('init', '--quiet');
  expect(await read()).toMatchObject({ versions: UNTAGGED });
});

describe('in a repository', () => {
  beforeEach(() => {
    git('init', '--quiet');
    commit('api/a.py');
    commit('worker/a.py');
  });

  test('without tags', async () => {
    expect(await read()).toEqual({
      versions: UNTAGGED,
      notes: ['version-untagged', 'version-untagged'],
      processes: 1,
    });
  });

  test('the tag of the repository is everyone’s, and a project’s own comes before it', async () => {
    git('tag', 'v1.0.0');
    git('tag', 'api-v2.0.0');
    expect(await read()).toEqual({
      versions: { api: '2.0.0', worker: '1.0.0' },
      notes: [],
      processes: 5,
    });
  });

  test('only commits of its folder move a project', async () => {
    git('tag', 'v1.0.0');
    commit('api/b.py');
    commit('README.md');
    commit('api/c.py');
    expect((await read()).versions).toEqual({ api: '1.0.1.dev2', worker: '1.0.0' });
  });

  test('a tag on a branch that is not merged counts for nothing', async () => {
    git('tag', 'v1.0.0');
    git('checkout', '--quiet', '-b', 'next');
    commit('api/b.py');
    git('tag', 'v2.0.0');
    git('checkout', '--quiet', '-');
    expect((await read()).versions).toEqual({ api: '1.0.0', worker: '1.0.0' });
  });

  test('what is not committed makes no release', async () => {
    git('tag', 'v1.0.0');
    writeFileSync(join(root, 'api/new.py'), '');
    expect(await read()).toMatchObject({
      versions: { api: '1.0.1.dev0', worker: '1.0.0' },
      notes: ['version-uncommitted'],
    });
  });

  test('the workspace may lie in a folder of it', async () => {
    git('tag', 'v1.0.0');
    commit('inner/api/a.py');
    commit('api/b.py');
    commit('api/c.py');
    const { versions } = await read(join(root, 'inner'));
    expect(versions).toEqual({ api: '1.0.1.dev1', worker: '1.0.0' });
  });

  test('a shallow clone at a tag has that release, and without tags a note', async () => {
    git('tag', 'v1.0.0');
    const clone = (name: string, ...options: readonly string[]) =>
      git('clone', '--quiet', '--depth=1', ...options, `file://${root}`, name);
    clone('tagged', '--branch=v1.0.0');
    expect((await read(join(root, 'tagged'))).versions).toEqual({ api: '1.0.0', worker: '1.0.0' });
    commit('README.md');
    clone('bare', '--no-tags');
    expect(await read(join(root, 'bare'))).toMatchObject({
      versions: UNTAGGED,
      notes: ['version-untagged', 'version-untagged'],
    });
  });
});
