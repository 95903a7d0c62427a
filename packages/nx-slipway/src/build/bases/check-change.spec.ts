import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { workspaceOf } from '../../../test-support/workspace-of';
import { findStacks } from '../../images/model/stacks';
import { formatProblem } from '../../problems/format-problem';
import { runCommand } from '../../process/run-command';
import { checkChange } from './check-change';

const DOCKERFILE = 'images/python/Dockerfile';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'change-'));
  git('init', '--quiet', '--initial-branch=main');
});
afterEach(() => rmSync(root, { recursive: true }));

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.example'];
  execFileSync('git', [...identity, ...args], { cwd: root });
}

/** Writes the Dockerfile of the stack, in a workspace that begins below the repository's root, and commits it. */
function commit(from: string | undefined): void {
  const file = join(root, 'workspace', from === undefined ? 'README.md' : DOCKERFILE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, from === undefined ? '' : stackOf(from));
  git('add', '.');
  git('commit', '--quiet', '--message=x');
}

function stackOf(from: string): string {
  return `# One comment\nFROM ${from} AS base\nFROM base AS base-builder\n`;
}

/** What a check says of a branch whose FROM is this. */
async function check(to: string, ref = 'main') {
  const workspace = workspaceOf({
    'images/python/project.json': '{"name": "python"}',
    [DOCKERFILE]: stackOf(to),
    'services/api/pyproject.toml': [
      '[project]\nname = "api"\nrequires-python = ">=3.12,<3.14"\ndependencies = ["core"]\n',
      '[tool.uv.sources]\ncore = { path = "../../libs/core" }\n',
    ].join(''),
    'libs/core/pyproject.toml': '[project]\nname = "core"\nrequires-python = "<3.14"\n',
    'services/api/Dockerfile': 'FROM acme/python-base AS runtime\n',
    'services/other/pyproject.toml': '[project]\nname = "other"\nrequires-python = "<3.13"\n',
  });
  const [stack] = findStacks(workspace.images.catalogue);
  if (!stack) throw new Error('no stack');
  const workspaceRoot = join(root, 'workspace');
  const found = await checkChange(ref, { stack, workspace, workspaceRoot, run: runCommand });
  return { ...found, said: [found.text, ...found.problems.map(formatProblem)].join('\n\n') };
}

test('another Python and another Debian are no minor change: the place, the locks, and what to type', async () => {
  commit('python:3.12-slim-bookworm');
  git('switch', '--quiet', '--create', 'bot');
  const { result, said } = await check('python:3.14-slim-trixie');
  expect(result).toBe('outdated');
  expect(said).toMatchInlineSnapshot(`
    "lock file             used by       what to do
    services/api/uv.lock  services/api  widen requires-python <3.14 (libs/core/pyproject.toml:3)
                                        widen requires-python >=3.12,<3.14 (services/api/pyproject.toml:3)
                                        uv lock --project services/api

    images/python/Dockerfile:2: python:3.12-slim-bookworm -> python:3.14-slim-trixie is not a minor change: Python 3.12 -> 3.14, Debian bookworm -> trixie
      On the main branch, run what checks projects and locks before it changes the base: nx g nx-slipway:upgrade-base python --to=python:3.14-slim-trixie"
  `);
});

test('with a Python that every project takes, its locks are to be renewed all the same', async () => {
  commit('python:3.12-slim-trixie');
  const { result, data } = await check('python:3.13-slim-trixie');
  expect(result).toBe('outdated');
  expect(data).toMatchObject({
    relocks: [{ projects: ['services/api'], excluding: [] }],
  });
});

test('the commit counts where the branch left the other one, not what came to that since', async () => {
  commit('python:3.13.1-slim');
  git('switch', '--quiet', '--create', 'bot');
  git('switch', '--quiet', 'main');
  commit('python:3.14-slim');
  git('switch', '--quiet', 'bot');
  const { result, said } = await check('python:3.13.4-slim');
  expect(result).toBe('current');
  expect(said).toContain('python:3.13.1-slim -> python:3.13.4-slim');
});

test.each([
  ['the same', 'python:3.13-slim', 'python:3.13-slim', 'current', 'is the same as in main'],
  ['not known', 'r.example/run:1', 'r.example/run:2', 'unchecked', 'does not say which Python'],
])('a base that is %s', async (_, from, to, result, text) => {
  commit(from);
  expect(await check(to)).toMatchObject({ result, said: expect.stringContaining(text) });
});

test('a stack that is new has nothing to be compared with', async () => {
  commit(undefined);
  expect(await check('python:3.13')).toMatchObject({ result: 'current' });
});

test.each(['gone', '--all', 'HEAD:x'])('an unknown revision (%s) is unchecked', async (ref) => {
  commit('python:3.13');
  const { result, said } = await check('python:3.13', ref);
  expect(result).toBe('unchecked');
  expect(said).toContain(`git knows no commit that HEAD and "${ref}" have in common`);
});

test('so is a workspace without git', async () => {
  rmSync(join(root, '.git'), { recursive: true });
  mkdirSync(join(root, 'workspace'));
  expect(await check('python:3.13')).toMatchObject({ result: 'unchecked' });
});
