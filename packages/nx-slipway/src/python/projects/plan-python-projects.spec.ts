import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { parsePyproject } from '../pyproject/parse-pyproject';
import { imageClosure } from './image-closure';
import { planPythonProjects } from './plan-python-projects';

const root = `[tool.uv.workspace]
members = ["services/*", "./libs/**/"]
exclude = ["libs/old"]
[tool.uv.sources]
core = { workspace = true }
mail = { workspace = true }
unused = { workspace = true }
[dependency-groups]
tools = ["mail"]
`;

function plan(files: Readonly<Record<string, string>>, locks: readonly string[] = []) {
  const pyprojects = Object.entries(files).map(
    ([file, text]) => parsePyproject(parse(text), file, text).pyproject,
  );
  return planPythonProjects(pyprojects, { hasFile: (file) => locks.includes(file) });
}

function project(name: string, dependencies: readonly string[] = [], rest = ''): string {
  return `[project]\nname = "${name}"\ndependencies = ${JSON.stringify(dependencies)}\n${rest}`;
}

test('gives members the root’s lock and the sources they inherit', () => {
  const { projects, lockRoots, problems } = plan(
    {
      'pyproject.toml': root,
      'services/api/pyproject.toml': project('api', ['httpx', 'Core[cache]>=1']),
      'libs/core/pyproject.toml': project('core', ['mail']),
      'libs/deep/mail/pyproject.toml': project('mail', ['core']),
      'libs/old/pyproject.toml': project('old'),
    },
    ['uv.lock'],
  );
  expect(problems).toEqual([]);
  expect(
    projects.map(({ dir, lockFile, hasLock, closure }) => ({ dir, lockFile, hasLock, closure })),
  ).toEqual([
    { dir: 'libs/core', lockFile: 'uv.lock', hasLock: true, closure: ['libs/deep/mail'] },
    { dir: 'libs/deep/mail', lockFile: 'uv.lock', hasLock: true, closure: ['libs/core'] },
    { dir: 'libs/old', lockFile: 'libs/old/uv.lock', hasLock: false, closure: [] },
    {
      dir: 'services/api',
      lockFile: 'uv.lock',
      hasLock: true,
      closure: ['libs/core', 'libs/deep/mail'],
    },
  ]);
  expect(projects.at(-1)?.dependencies).toEqual([
    {
      dir: 'libs/core',
      extras: ['cache'],
      place: { file: 'services/api/pyproject.toml', line: 3, column: 25 },
    },
  ]);
  expect(lockRoots.map(({ dir, projects: dirs }) => [dir, dirs])).toEqual([
    ['.', ['libs/core', 'libs/deep/mail', 'services/api']],
    ['libs/old', ['libs/old']],
  ]);
});

test('follows path sources from a project with a lock of its own', () => {
  const source = '[tool.uv.sources]\nx = { path = "../../libs/x/" }\nwheel = { path = "a.whl" }\n';
  const { projects, problems } = plan(
    {
      'services/solo/pyproject.toml': project('solo', ['x', 'wheel'], source),
      'libs/x/pyproject.toml': project('x', ['y'], '[tool.uv.sources]\ny = { path = "../y" }\n'),
      'libs/y/pyproject.toml': project('y'),
    },
    ['services/solo/uv.lock'],
  );
  expect(problems).toEqual([]);
  expect(projects.at(-1)).toMatchObject({
    dir: 'services/solo',
    lockDir: 'services/solo',
    hasLock: true,
    closure: ['libs/x', 'libs/y'],
  });
});

test('keeps groups out of images that do not ask for them', () => {
  const planned = plan({
    'pyproject.toml': root,
    'services/api/pyproject.toml': project(
      'api',
      ['core[cache]'],
      '[project.optional-dependencies]\nmails = ["mail"]\n[dependency-groups]\ndev = ["test"]\n[tool.uv.sources]\ntest = { workspace = true }\n',
    ),
    'libs/core/pyproject.toml': project(
      'core',
      [],
      '[project.optional-dependencies]\ncache = ["cache"]\n[tool.uv.sources]\ncache = { workspace = true }\n',
    ),
    'libs/cache/pyproject.toml': project('cache'),
    'libs/mail/pyproject.toml': project('mail'),
    'libs/test/pyproject.toml': project('test'),
  });
  const python = new Map(planned.projects.map((each) => [each.dir, each]));
  const closure = (extras: readonly string[], groups: readonly string[]) =>
    imageClosure({ ...planned, python }, 'services/api', { extras, groups });
  expect(closure([], [])).toEqual(['libs/cache', 'libs/core']);
  expect(closure(['mails'], [])).toEqual(['libs/cache', 'libs/core', 'libs/mail']);
  expect(closure([], ['dev'])).toEqual(['libs/cache', 'libs/core', 'libs/test']);
  // The root's group, which the member may borrow.
  expect(closure([], ['tools'])).toEqual(['libs/cache', 'libs/core', 'libs/mail']);
  const api = planned.projects.find(({ dir }) => dir === 'services/api');
  expect(api?.dependencies.map(({ dir, extra }) => [dir, extra])).toEqual([
    ['libs/core', undefined],
    ['libs/mail', 'mails'],
  ]);
  expect(api?.devDependencies.map(({ dir, group }) => [dir, group])).toEqual([
    ['libs/test', 'dev'],
  ]);
});

test('makes no project of a root without a package, nor of a file with settings alone', () => {
  const { projects, lockRoots } = plan({
    'pyproject.toml': `${project('root')}${root}`,
    'tools/pyproject.toml': '[tool.ruff]\n',
  });
  expect(projects).toEqual([]);
  expect(lockRoots.map(({ dir }) => dir)).toEqual(['.']);
});

test('says which line names a project that is not there', () => {
  const sources = '[tool.uv.sources]\nx = { path = "../x" }\n';
  const { problems } = plan({
    'pyproject.toml': root,
    'services/api/pyproject.toml': project('api', ['core', 'x'], sources),
  });
  const file = 'services/api/pyproject.toml';
  expect(problems).toEqual([
    {
      kind: 'local-dependency-missing',
      place: { file: 'pyproject.toml', line: 9, column: 10 },
      requirement: 'mail',
      wanted: 'member `mail` of the workspace in .',
    },
    {
      kind: 'local-dependency-missing',
      place: { file, line: 3, column: 17 },
      requirement: 'core',
      wanted: 'member `core` of the workspace in .',
    },
    {
      kind: 'local-dependency-missing',
      place: { file, line: 3, column: 24 },
      requirement: 'x',
      wanted: 'services/x',
    },
  ]);
});
