import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { parsePyproject } from '../pyproject/parse-pyproject';
import { imageClosure } from './image-closure';
import { planPythonProjects } from './plan-python-projects';

/** A plan for the pyprojects of some folders, without their heads. */
function planOf(texts: Readonly<Record<string, string>>) {
  const pyprojects = Object.entries(texts).map(([dir, text]) => {
    const file = `${dir}/pyproject.toml`;
    const whole = text.startsWith('[tool.poetry]')
      ? text
      : `[tool.poetry]\nname = "${dir}"\n${text}`;
    return parsePyproject(parse(whole), file, whole).pyproject;
  });
  return planPythonProjects(pyprojects, { hasFile: (file) => file === 'services/api/poetry.lock' });
}

const libraries = {
  'libs/a':
    '[tool.poetry.dependencies]\nb = { path = "../b", optional = true }\n[tool.poetry.extras]\nx = ["b"]\n',
  'libs/b': '',
  'libs/c': '[tool.poetry.dependencies]\nb = { path = "../b" }\n',
};

test('path dependencies of main dependencies, extras and groups are closures', () => {
  const plan = planOf({
    ...libraries,
    'services/api': `[tool.poetry.dependencies]
a = { path = "../../libs/a/", develop = true }
c = { path = "../../libs/c", optional = true }
[tool.poetry.extras]
more = ["c"]
[tool.poetry.group.http.dependencies]
a = { path = "../../libs/a", extras = ["x"] }
[tool.poetry.group.dev]
include-groups = ["http"]
`,
  });
  const api = plan.projects.find(({ dir }) => dir === 'services/api');
  expect(plan.problems).toEqual([]);
  expect(api).toMatchObject({
    installer: 'poetry',
    lockFile: 'services/api/poetry.lock',
    hasLock: true,
    extras: ['more'],
    groups: ['dev', 'http'],
    closure: ['libs/a'],
  });
  const python = new Map(plan.projects.map((each) => [each.dir, each]));
  const closure = (extras: string[], groups: string[]) =>
    imageClosure({ ...plan, python }, 'services/api', { extras, groups });
  expect(closure(['more'], [])).toEqual(['libs/a', 'libs/b', 'libs/c']);
  expect(closure([], ['http'])).toEqual(['libs/a', 'libs/b']);
  expect(closure([], ['dev'])).toEqual(['libs/a', 'libs/b']);
});

test('a folder without a project, or outside of the workspace, is a problem with its line', () => {
  const { problems } = planOf({
    'services/api':
      '[tool.poetry.dependencies]\na = { path = "../a" }\nb = { path = "../../../b" }\nc = { path = "/c" }\n',
  });
  expect(problems.map(formatProblem)).toEqual([
    'services/api/pyproject.toml:4:1: the source of `a (../a)` is services/a, which is not a Python project\n  Correct the path, or add the project.',
    'services/api/pyproject.toml:5:1: the source of `b (../../../b)` is ../b, outside the workspace\n  Correct the path, or add the project.',
    'services/api/pyproject.toml:6:1: the source of `c (/c)` is /c, outside the workspace\n  Correct the path, or add the project.',
  ]);
});

test('a root that holds development dependencies together is no project', () => {
  const text = '[tool.poetry]\nname = "all"\npackage-mode = false\n';
  const dirs = (each: string) => planOf({ [each]: text }).projects.map(({ dir }) => dir);
  expect(dirs('services/all')).toEqual(['services/all']);
  const { pyproject } = parsePyproject(parse(text), 'pyproject.toml', text);
  expect(planPythonProjects([pyproject], { hasFile: () => false }).projects).toEqual([]);
});
