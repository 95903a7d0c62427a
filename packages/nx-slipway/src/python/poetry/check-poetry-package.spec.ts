import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { parsePyproject } from '../pyproject/parse-pyproject';
import { checkPoetryPackage } from './check-poetry-package';

const build =
  '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n';
const poetry = '[tool.poetry]\nname = "api"\nversion = "1"\n';

test.each<readonly [string, readonly (readonly [string, number])[]]>([
  [poetry + build, []],
  [`${poetry}package-mode = true\n${build}`, []],
  [`${poetry}package-mode = false\n${build}`, [['poetry-no-package', 4]]],
  [`${poetry}package-mode = false\n`, [['poetry-no-package', 4]]],
  [poetry.replace('version = "1"\n', '') + build, [['poetry-no-version', 2]]],
  [poetry, [['poetry-no-build-system', 2]]],
  ['[project]\nname = "api"\n[tool.poetry]\nversion = "1"\n', []],
  [`[project]\nname = "api"\n[tool.poetry]\n${build}`, [['poetry-no-version', 2]]],
  ['[project]\nname = "api"\nversion = "1"\n', []],
  [
    `${poetry}package-mode = false\n${build.replace('poetry.core.masonry.api', 'hatchling.build')}`,
    [],
  ],
])('%j', (text, expected) => {
  const { pyproject } = parsePyproject(parse(text), 'services/api/pyproject.toml', text);
  expect(checkPoetryPackage(pyproject).map(({ kind, place }) => [kind, place.line])).toEqual(
    expected,
  );
});
