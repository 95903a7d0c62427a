import { parse } from '@decimalturn/toml-patch';
import { describe, expect, test } from 'vitest';
import { parsePyproject } from './parse-pyproject';
import { poetryProject } from './poetry-project';
import type { Requirement } from './pyproject';

function read(text: string) {
  const { pyproject, problems } = parsePyproject(parse(text), 'services/api/pyproject.toml', text);
  expect(problems).toEqual([]);
  return poetryProject(pyproject);
}

/** What matters of requirements: name, extras, specifiers and folder. */
function brief(requirements: readonly Requirement[] = []): readonly string[] {
  return requirements.map(
    ({ name, extras, specifiers, path }) =>
      `${name}${extras.length > 0 ? `[${extras}]` : ''}${specifiers}${path ? ` in ${path}` : ''}`,
  );
}

describe('a pyproject in the manner of Poetry 1', () => {
  const project = read(`[tool.poetry]
name = "My.Api"
version = "1.2"
packages = [{ include = "api", from = "src" }]
[tool.poetry.dependencies]
python = "^3.11 || ~3.9"
six = "^1.16"
core = { path = "../../libs/core", develop = true, extras = ["Net"] }
odd = [{ version = "<2", python = "<3.12" }, { path = "../../libs/odd", markers = "os_name == 'nt'" }]
fast = { version = "*", optional = true }
repo = { git = "https://git.example/repo.git", rev = "main" }
wheel = { file = "wheels/wheel-1.whl" }
[tool.poetry.extras]
Speed_Up = ["fast"]
[tool.poetry.group.dev.dependencies]
pytest = "~8.1"
[tool.poetry.group.http]
optional = true
include-groups = ["dev"]
[tool.poetry.group.http.dependencies]
tool = { path = "../../libs/tool" }
[tool.poetry.scripts]
api = "api:main"
worker = { reference = "api:work", type = "console" }
script = { reference = "run.sh", type = "file" }
`);

  test('has a name, a version and a Python', () => {
    expect(project).toMatchObject({
      normalizedName: 'my-api',
      version: '1.2',
      requiresPython: { range: '>=3.11,<4 || >=3.9,<3.10', place: { line: 6 } },
      isPackage: true,
      place: { file: 'services/api/pyproject.toml', line: 2, column: 1 },
    });
  });

  test('has dependencies, folders among them', () => {
    expect(brief(project.dependencies)).toEqual([
      'six>=1.16,<2',
      'core[net] in ../../libs/core',
      'odd<2',
      'odd in ../../libs/odd',
      'repo',
      'wheel in wheels/wheel-1.whl',
    ]);
  });

  test('has extras and groups', () => {
    expect([...project.optionalDependencies].map(([name, list]) => [name, brief(list)])).toEqual([
      ['speed-up', ['fast']],
    ]);
    expect([...project.dependencyGroups.keys()]).toEqual(['dev', 'http']);
    expect(project.dependencyGroups.get('http')).toMatchObject([
      { name: 'tool', path: '../../libs/tool' },
      { includeGroup: 'dev' },
    ]);
  });

  test('has console scripts', () => {
    expect([...project.scripts]).toEqual([
      ['api', 'api:main'],
      ['worker', 'api:work'],
    ]);
  });
});

describe('[project] with what [tool.poetry] adds', () => {
  test('takes folders from there, and extras and names from [project]', () => {
    const project = read(`[project]
name = "api"
version = "1"
requires-python = ">=3.9"
dependencies = ["core[net]>=1", "six", "near @ file:../../libs/near", "plain @ ../../libs/plain"]
optional-dependencies = { fast = ["speed"] }
[tool.poetry.dependencies]
python = ">=3.11"
core = { path = "../../libs/core" }
speed = { path = "../../libs/speed" }
stray = "*"
[dependency-groups]
dev = ["pytest", { include-group = "http" }]
[tool.poetry.group.dev.dependencies]
pytest = { path = "../../libs/pytest" }
[tool.poetry.group.http.dependencies]
h11 = "*"
`);
    expect(brief(project.dependencies)).toEqual([
      'core[net]>=1 in ../../libs/core',
      'six',
      'near in ../../libs/near',
      'plain in ../../libs/plain',
    ]);
    expect(brief(project.optionalDependencies.get('fast'))).toEqual(['speed in ../../libs/speed']);
    expect(project.dependencyGroups.get('dev')).toMatchObject([
      { name: 'pytest', path: '../../libs/pytest' },
      { includeGroup: 'http' },
    ]);
    expect(project.requiresPython?.range).toBe('>=3.11');
  });

  test.each([
    ['', ['six']],
    ['dependencies = []', ['six']],
    ['dependencies = ["idna"]', ['idna']],
    ['dynamic = ["dependencies"]\noptional-dependencies = { a = ["idna"] }', ['six']],
    ['optional-dependencies = { a = ["idna"] }', []],
  ])('%j leaves this much to [tool.poetry.dependencies]', (lines, expected) => {
    const project = read(
      `[project]\nname = "api"\nversion = "1"\n${lines}\n[tool.poetry.dependencies]\nsix = "*"\n`,
    );
    expect(brief(project.dependencies)).toEqual(expected);
  });

  test('may be no package', () => {
    expect(read('[project]\nname = "a"\n[tool.poetry]\npackage-mode = false\n').isPackage).toBe(
      false,
    );
  });
});

test('a constraint that is none is a problem with its line', () => {
  const text = '[tool.poetry]\nname = "a"\n[tool.poetry.dependencies]\nsix = "latest"\n';
  expect(parsePyproject(parse(text), 'a/pyproject.toml', text).problems).toEqual([
    {
      kind: 'poetry-constraint-broken',
      place: { file: 'a/pyproject.toml', line: 4, column: 1 },
      name: 'six',
      constraint: 'latest',
    },
  ]);
});
