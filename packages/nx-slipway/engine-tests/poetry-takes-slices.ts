import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PythonProject } from '../src/python/pyproject/python-project';
import type { Selection } from '../src/python/pyproject/selection';
import { textReader } from '../src/workspace/files/text-reader';
import { openLock } from '../src/workspace/locks/open-lock';
import { readPythonProjects } from '../src/workspace/model/read-python-projects';
import { call } from '../test-support/real-workspace';
import { writeFiles } from '../test-support/write-files';

const hasPoetry = spawnSync('poetry', ['--version']).status === 0;
if (!hasPoetry) console.warn('SKIPPED: poetry is not on PATH, so no slice was given to it');

const root = mkdtempSync(join(tmpdir(), 'slipway-poetry-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const index = process.env.UV_DEFAULT_INDEX;
/** The index of these tests, as a pyproject of Poetry has it. */
export const POETRY_SOURCE = index
  ? `[[tool.poetry.source]]\nname = "tests"\nurl = "${index}"\npriority = "primary"\n`
  : '';
/** The end of a pyproject that Poetry builds. */
export const POETRY_BUILD =
  '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n';

const core = `[tool.poetry]
name = "core"
version = "0.1.0"
[tool.poetry.dependencies]
python = ">=3.9"
six = "^1.16"
idna = { version = "*", optional = true }
[tool.poetry.extras]
net = ["idna"]
${POETRY_BUILD}`;
const mail = `[project]
name = "mail"
version = "0.1.0"
requires-python = ">=3.9"
dependencies = ["core", "toolz"]
[tool.poetry.dependencies]
core = { path = "../core", develop = true }
${POETRY_BUILD}`;

const selections: readonly Selection[] = [
  { package: 'api', extras: [], groups: [] },
  { package: 'api', extras: ['fast'], groups: [] },
  { package: 'api', extras: ['post'], groups: [] },
  { package: 'api', extras: [], groups: ['http'] },
  { package: 'api', extras: ['fast', 'post'], groups: ['dev', 'http'] },
];

/** Tests that Poetry installs the same from a slice as from the lock. @param text the pyproject of `api` */
export function testPoetrySlices(title: string, text: string): void {
  describe.skipIf(!hasPoetry)(title, () => {
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(root, 'workspace-'));
      writeFiles(folder, {
        'services/api/pyproject.toml': text,
        'libs/core/pyproject.toml': core,
        'libs/core/core.py': '',
        'libs/mail/pyproject.toml': mail,
        'libs/mail/mail.py': '',
      });
      await lock(folder);
    });

    test.each(selections)('is installed from a slice as from the lock: %j', async (selection) => {
      const whole = await installed(join(folder, 'services/api'), selection);
      const slice = mkdtempSync(join(root, 'slice-'));
      writeFiles(slice, sliceOf(folder, selection));
      expect(whole).toContainEqual(expect.stringMatching(/^six-/));
      expect(await installed(slice, selection)).toEqual(whole);
    });

    test('makes the same slice after changes that no image shows', async () => {
      const slices = () => selections.slice(0, 3).map((selection) => sliceOf(folder, selection));
      const before = slices();
      const changed = text
        .replace('version = "0.1.0"', 'version = "7.0.0" # new')
        .replace(/iniconfig(.*)<2.1/, 'iniconfig$1>=2.1')
        .concat('[tool.ruff]\nline-length = 99\n');
      writeFiles(folder, { 'services/api/pyproject.toml': changed });
      await lock(folder);
      expect(slices()).toEqual(before);

      const grown = changed.replace('six = "*"', 'six = "<1.17"').replace('"six"', '"six<1.17"');
      writeFiles(folder, { 'services/api/pyproject.toml': grown });
      await lock(folder);
      for (const [index, slice] of slices().entries()) expect(slice).not.toEqual(before[index]);
    });
  });
}

function lock(folder: string): Promise<unknown> {
  return call('poetry', ['lock', '--no-interaction', '--quiet'], join(folder, 'services/api'));
}

function sliceOf(folder: string, selection: Selection): Readonly<Record<string, string>> {
  const files = ['services/api', 'libs/core', 'libs/mail'].map((dir) => `${dir}/pyproject.toml`);
  const { projects, lockRoots, problems } = readPythonProjects(folder, files);
  const python = new Map(projects.map((project) => [project.dir, project]));
  const workspace = { python, lockRoots, problems };
  const api = python.get('services/api') as PythonProject;
  const opened = openLock(api, { read: textReader(folder), workspace });
  expect([...problems, ...opened.broken, ...opened.outdated]).toEqual([]);
  const slice = opened.slice(selection);
  expect(slice.problems).toEqual([]);
  return slice.files ?? {};
}

/** Names and versions of what the command of the Dockerfile installs. */
async function installed(folder: string, { extras, groups }: Selection): Promise<string[]> {
  const venv = join(mkdtempSync(join(root, 'venv-')), 'venv');
  await call('python3', ['-m', 'venv', '--without-pip', venv]);
  const args = [
    ...['install', '--no-interaction', '--no-plugins', '--no-root', '--no-directory'],
    ...['--directory', folder, '--only', ['main', ...groups].join(',')],
    ...extras.flatMap((extra) => ['--extras', extra]),
  ];
  await call('env', [`VIRTUAL_ENV=${venv}`, 'poetry', ...args]);
  return readdirSync(venv, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.dist-info'))
    .map((file) => basename(file, '.dist-info'))
    .sort();
}
