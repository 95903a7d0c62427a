import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { textReader } from '../files/text-reader';
import { readUvLock } from '../locks/read-uv-lock';
import { readPythonProjects } from './read-python-projects';

const fixtures = join(__dirname, '../../../fixtures');

test('reads the projects of a folder, with or without locks', () => {
  const { projects, problems } = readPythonProjects(join(fixtures, 'uv-single'), [
    'libs/x/pyproject.toml',
    'libs/y/pyproject.toml',
    'services/solo/pyproject.toml',
    'gone/pyproject.toml',
  ]);
  expect(problems).toEqual([]);
  expect(projects.map(({ dir, hasLock, closure }) => ({ dir, hasLock, closure }))).toEqual([
    { dir: 'libs/x', hasLock: false, closure: ['libs/y'] },
    { dir: 'libs/y', hasLock: false, closure: [] },
    { dir: 'services/solo', hasLock: true, closure: ['libs/x', 'libs/y'] },
  ]);
});

test('goes on after a broken file', () => {
  const root = temporaryFolder();
  writeFileSync(join(root, 'pyproject.toml'), '[project\n');
  expect(readPythonProjects(root, ['pyproject.toml'])).toEqual({
    projects: [],
    lockRoots: [],
    problems: [
      {
        kind: 'toml-broken',
        place: { file: 'pyproject.toml', line: 1, column: 9 },
        detail: expect.any(String),
      },
    ],
  });
});

test('reads a lock, and says which is missing', () => {
  const root = join(fixtures, 'uv-single');
  const read = textReader(root);
  const dir = 'services/solo';
  expect(
    readUvLock(read, { lockDir: dir, lockFile: `${dir}/uv.lock` }).lock?.packages,
  ).toHaveLength(9);
  expect(readUvLock(read, { lockDir: 'libs/x', lockFile: 'libs/x/uv.lock' })).toEqual({
    problems: [{ kind: 'lock-missing', place: { file: 'libs/x/uv.lock' }, dir: 'libs/x' }],
  });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
