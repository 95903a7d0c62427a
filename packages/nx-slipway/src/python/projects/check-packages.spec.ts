import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { parsePyproject } from '../pyproject/parse-pyproject';
import type { InstallerName } from '../pyproject/python-project';
import type { TomlTable } from '../toml/toml-value';
import { buildsWithSetuptools, checkPackages } from './check-packages';

const HATCHLING = { 'build-system': { requires: ['hatchling'] } };
const NO_PACKAGE = { tool: { uv: { package: false } } };

test('a service without a build system would not be in its image', () => {
  expect(checkPackages(projectWith('app', {}), []).map(formatProblem)).toEqual([
    'app/pyproject.toml: app has no [build-system], so uv installs what it depends on and not its own code\n' +
      '  Write [build-system] with requires = ["hatchling"] and build-backend = "hatchling.build" into app/pyproject.toml, put the code into app/src/app/, and run `uv lock`. An image that takes the sources as they are needs none: nx g nx-slipway:service app --role=http --sources=src',
  ]);
  const [problem] = checkPackages(projectWith('app', {}), [], { code: ['shop'], role: 'dramatiq' });
  expect(problem && formatProblem(problem)).toMatch(
    /: nx g nx-slipway:service app --role=dramatiq --sources=shop$/,
  );
});

test('`package = false` of a service or a library is a problem', () => {
  const found = checkPackages(projectWith('app', { ...HATCHLING, ...NO_PACKAGE }), [
    projectWith('lib', NO_PACKAGE),
    projectWith('other', {}),
  ]);
  expect(found.map(formatProblem)).toEqual(
    ['app', 'lib'].map(
      (name) =>
        `${name}/pyproject.toml: uv does not install ${name} itself, by \`package = false\` in [tool.uv], and an image would\n` +
        '  Take the line out and run `uv lock`, or take the project out of the image.',
    ),
  );
});

test.each<[TomlTable, InstallerName]>([
  [HATCHLING, 'uv'],
  [{ tool: { uv: { package: true } } }, 'uv'],
  [{}, 'pip'],
  [NO_PACKAGE, 'pip'],
  [{}, 'poetry'],
])('a service with %j that %s installs is a package', (more, installer) => {
  expect(checkPackages(projectWith('app', more, installer), [])).toEqual([]);
});

test.each<[TomlTable, boolean]>([
  [{}, true],
  [{ 'build-system': {} }, true],
  [HATCHLING, false],
  [{ tool: { poetry: { name: 'app' } } }, false],
])('whether setuptools builds a project with %j: %s', (more, expected) => {
  expect(buildsWithSetuptools(projectWith('app', more))).toBe(expected);
});

function projectWith(name: string, more: TomlTable, installer: InstallerName = 'uv') {
  const toml = { project: { name }, ...more };
  return { installer, pyproject: parsePyproject(toml, `${name}/pyproject.toml`).pyproject };
}
