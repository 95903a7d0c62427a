import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunCommand } from '../process/run-command';
import type { PythonProject } from '../python/pyproject/python-project';
import { writeFiles } from '../workspace/files/run-folder';
import { readPythonProjects } from '../workspace/model/read-python-projects';
import { readVersion } from './read-version';

let workspaceRoot: string;

beforeEach(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'slipway-'));
});

afterEach(() => rmSync(workspaceRoot, { recursive: true }));

/** A repository with a tag and some commits since. */
function gitWith(tag: string, commits: number): RunCommand {
  return async ({ args }) => {
    const [stdout = ''] = [
      args.includes('for-each-ref') ? `${tag}\n` : undefined,
      args.includes('rev-list') ? `${commits}\n` : undefined,
    ].filter((each) => each !== undefined);
    return { exitCode: 0, stdout, stderr: '' };
  };
}

const neverAsked: RunCommand = () => Promise.reject(new Error('git is asked'));

function projectOf(text: string): PythonProject | undefined {
  writeFiles(workspaceRoot, { 'services/api/pyproject.toml': text });
  return readPythonProjects(workspaceRoot, ['services/api/pyproject.toml']).projects[0];
}

function versionOf(python: PythonProject | undefined, run: RunCommand) {
  return readVersion({ name: 'api', root: 'services/api' }, python, { run, workspaceRoot });
}

test('of a pyproject that holds it, by semver', async () => {
  const python = projectOf('[project]\nname = "api"\nversion = "1.2.0rc1"\n');
  expect(await versionOf(python, neverAsked)).toMatchObject({ version: '1.2.0-rc.1' });
});

const fromGit =
  '[project]\nname = "api"\ndynamic = ["version"]\n[build-system]\nrequires = ["hatch-vcs"]\n';

test.each([
  ['a project whose version comes from git', () => projectOf(fromGit)],
  ['a stack', () => undefined],
])('of %s: the tag that is on what there is', async (_, python) => {
  const project: PythonProject | undefined = python();
  expect(await versionOf(project, gitWith('api@1.2.0-rc.1', 0))).toEqual({ version: '1.2.0rc1' });
  expect(await versionOf(project, gitWith('v1.2.0.dev3', 0))).toEqual({ version: '1.2.0.dev3' });
  expect(await versionOf(project, gitWith('api@1.2.0', 2))).toMatchObject({
    problem: { kind: 'release-untagged', project: 'api', version: '1.2.1.dev2' },
  });
  expect(await versionOf(project, gitWith('other', 0))).toMatchObject({
    problem: { kind: 'release-untagged', version: '0.0.0' },
  });
});

test.each([
  ['[project]\nname = "api"\nversion = "1!2.0"\n', 'version-not-semver'],
  ['[project]\nname = "api"\ndynamic = ["version"]\n', 'version-elsewhere'],
])('%j is a problem', async (text, kind) => {
  expect(await versionOf(projectOf(text), neverAsked)).toMatchObject({ problem: { kind } });
});
