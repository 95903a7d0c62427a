import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { folderIndex } from '../../workspace/model/folder-index';
import { parsePyproject } from '../pyproject/parse-pyproject';
import { rootFolders } from './root-folders';

const HATCH = '[build-system]\nrequires = ["hatchling"]\n';
const SRC = ['src/api/__init__.py', 'docs/a.md', 'apps/web/a.ts', 'LICENSES/MIT.txt'];

function foldersOf(toml: string, files: readonly string[] = SRC, dir = '') {
  const text = `[project]\nname = "api"\n${toml}`;
  const { pyproject } = parsePyproject(parse(text), `${dir}pyproject.toml`);
  return rootFolders(pyproject, {
    hasFile: (path) => files.includes(path),
    list: folderIndex(files),
  });
}

test.each<[string, string, readonly string[] | undefined, (readonly string[])?]>([
  ['a package in src', HATCH, ['src']],
  ['a package in the root', HATCH, ['api'], ['api/__init__.py', 'docs/a.md']],
  ['a module in the root', HATCH, [], ['api.py', 'docs/a.md']],
  ['a readme in a folder', `readme = "docs/a.md"\n${HATCH}`, ['docs', 'src']],
  ['licences', `license-files = ["LICENSES/*"]\n${HATCH}`, ['LICENSES', 'src']],
  [
    'what settings name',
    `${HATCH}[tool.hatch.build.targets.wheel]\npackages = ["src/api"]\nartifacts = ["/apps/web"]\n`,
    ['apps', 'src'],
  ],
  ['members of a workspace', `${HATCH}[tool.uv.workspace]\nmembers = ["apps/*"]\n`, ['src']],
  ['a hook', `${HATCH}[tool.hatch.build.hooks.custom]\npath = "x.py"\n`, undefined],
  ['a pattern', `${HATCH}[tool.hatch.build]\nartifacts = ["**/*.html"]\n`, undefined],
  ['a plugin', '[build-system]\nrequires = ["hatchling", "hatch-nodejs-version"]\n', undefined],
  ['another backend', '[build-system]\nrequires = ["maturin"]\n', undefined],
  ['no package that is found', HATCH, undefined, ['other/__init__.py']],
  ['a package in src, for setuptools', '', ['src']],
  ['packages in the root, for setuptools', '', undefined, ['api/__init__.py', 'docs/a.md']],
  ['a path above', `readme = "../README.md"\n${HATCH}`, undefined],
])('%s', (_, toml, expected, files) => {
  expect(foldersOf(toml, files)).toEqual(expected);
});

test('a project below the root has its whole folder', () => {
  expect(foldersOf(HATCH, ['services/api/src/api/__init__.py'], 'services/api/')).toBeUndefined();
});
