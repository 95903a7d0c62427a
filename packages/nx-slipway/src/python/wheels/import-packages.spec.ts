import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { WHEEL_LAYOUTS } from '../../../test-support/wheel-layouts';
import { parsePyproject } from '../pyproject/parse-pyproject';
import { importPackages, type ModuleFiles } from './import-packages';

function modulesOf(toml: string, files: readonly string[], dir = 'services/billing') {
  const { pyproject } = parsePyproject(parse(toml), `${dir}/pyproject.toml`);
  return importPackages(pyproject, filesOf(files.map((file) => `${dir}/${file}`)));
}

function filesOf(files: readonly string[]): ModuleFiles {
  const below = (folder: string) =>
    files
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => file.slice(folder.length + 1));
  return {
    hasFile: (path) => files.includes(path) || below(path).length > 0,
    list: (folder) => [...new Set(below(folder).map((file) => file.split('/')[0] ?? ''))],
  };
}

// The engine tier builds the same projects and looks into their wheels.
test.each(WHEEL_LAYOUTS)('$name', ({ files, modules }) => {
  const found = modulesOf(files['pyproject.toml'] ?? '', Object.keys(files));
  expect(Object.fromEntries(found.map(({ name, path }) => [name, path]))).toEqual(modules);
});

const NAMED = '[project]\nname = "bills"\n[build-system]\n';
test.each([
  ['a backend that is not known', `${NAMED}requires = ["maturin"]\n`],
  [
    'a table of sources',
    `${NAMED}requires = ["hatchling"]\n[tool.hatch.build.targets.wheel.sources]\n"code" = "bills"\n`,
  ],
  [
    'a pattern of files',
    `${NAMED}requires = ["hatchling"]\n[tool.hatch.build.targets.wheel]\ninclude = ["bills/*.py"]\n`,
  ],
  [
    'a package under another name',
    `${NAMED}requires = ["poetry-core"]\n[tool.poetry]\npackages = [{ include = "bills", to = "acme" }]\n`,
  ],
])('%s says nothing', (_, toml) => expect(modulesOf(toml, ['bills/__init__.py'])).toEqual([]));
