import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { parsePyproject } from './parse-pyproject';

function read(text: string, file = 'services/api/pyproject.toml') {
  return parsePyproject(parse(text), file, text);
}

test('reads everything with the lines it stands in', () => {
  const file = 'services/api/pyproject.toml';
  const { pyproject, problems } = read(`[project]
name = "Shop_API"
version = "1.0"
dynamic = ["readme"]
requires-python = ">=3.12"
dependencies = [
  "httpx>=1",
  "shop-core",
]
optional-dependencies.All_Things = ["attrs"]

[project.scripts]
api = "api:main"

[project.entry-points."shop.plugins"]
a = "api.a"

[dependency-groups]
dev = ["pytest", { include-group = "Lint" }]
lint = ["ruff"]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.uv]
default-groups = "all"

[[tool.uv.sources.Shop_Core]]
workspace = true
group = "dev"

[[tool.uv.index]]
name = "mirror"
url = "https://index.example/simple"
`);
  const requirement = (text: string, line: number, column: number) => ({
    text,
    name: text.replace('>=1', ''),
    extras: [],
    specifiers: text.includes('>=') ? ['>=1'] : [],
    place: { file, line, column },
  });
  expect(problems).toEqual([]);
  expect(pyproject).toEqual({
    dir: 'services/api',
    file,
    name: 'Shop_API',
    normalizedName: 'shop-api',
    version: '1.0',
    dynamic: ['readme'],
    takesVersionFromGit: false,
    requiresPython: { range: '>=3.12', place: { file, line: 5, column: 1 } },
    dependencies: [requirement('httpx>=1', 7, 3), requirement('shop-core', 8, 3)],
    optionalDependencies: new Map([['all-things', [requirement('attrs', 10, 37)]]]),
    dependencyGroups: new Map([
      [
        'dev',
        [
          requirement('pytest', 19, 8),
          { includeGroup: 'lint', place: { file, line: 19, column: 18 } },
        ],
      ],
      ['lint', [requirement('ruff', 20, 9)]],
    ]),
    defaultGroups: ['dev', 'lint'],
    defaultGroupsPlace: { file: 'services/api/pyproject.toml', line: 27, column: 1 },
    scripts: new Map([['api', 'api:main']]),
    guiScripts: new Map(),
    entryPoints: new Map([['shop.plugins', new Map([['a', 'api.a']])]]),
    buildSystem: { requires: [requirement('hatchling', 23, 13)], backend: 'hatchling.build' },
    wheelPaths: { named: [], isOpen: false },
    wheelModules: { named: [], discovery: 'by-name', roots: ['src', '.'] },
    mentionedFolders: [],
    metadata: {},
    poetry: { isPresent: false },
    uv: {
      isPresent: true,
      isWorkspaceRoot: false,
      members: [],
      exclude: [],
      sources: new Map([
        ['shop-core', [{ workspace: true, group: 'dev', place: { file, line: 29, column: 1 } }]],
      ]),
      indexes: [
        {
          name: 'mirror',
          url: 'https://index.example/simple',
          isDefault: false,
          place: { file, line: 33, column: 1 },
        },
      ],
      isManaged: true,
      usesSources: true,
    },
    hasPortableWheel: true,
    isPackage: true,
    place: { file, line: 2, column: 1 },
    isComplete: true,
  });
});

test('never throws, and collects all that is odd', () => {
  const { pyproject, problems } = read(`[project]
name = 1
dependencies = ["a b", 2, "attrs"]
optional-dependencies = ["x"]

[dependency-groups]
dev = [{ include-group = "none" }, 3]
lint = "ruff"

[tool]
uv = { workspace = { members = 1 }, sources = { attrs = "x" }, package = "no" }
`);
  expect(pyproject.dependencies.map(({ name }) => name)).toEqual(['attrs']);
  expect(pyproject.isComplete).toBe(false);
  expect(pyproject.name).toBeUndefined();
  expect(
    problems.map((each) => [
      each.kind,
      'field' in each ? each.field : '',
      `${each.place.line}:${each.place.column}`,
    ]),
  ).toEqual([
    ['pyproject-wrong-type', 'project.name', '2:1'],
    ['requirement-broken', '', '3:17'],
    ['pyproject-wrong-type', 'project.dependencies.1', '3:24'],
    ['pyproject-wrong-type', 'project.optional-dependencies', '4:1'],
    ['dependency-group-unknown', '', '7:8'],
    ['pyproject-wrong-type', 'dependency-groups.dev.1', '7:36'],
    ['pyproject-wrong-type', 'dependency-groups.lint', '8:1'],
    ['pyproject-wrong-type', 'tool.uv.workspace.members', '11:22'],
    ['pyproject-wrong-type', 'tool.uv.sources.attrs', '11:49'],
    ['pyproject-wrong-type', 'tool.uv.package', '11:64'],
  ]);
});

test.each([
  ['[tool.ruff]\n', false],
  ['[project]\nname = "a"\n', false],
  ['[project]\nname = "a"\n[build-system]\nrequires = []\n', true],
  ['[project]\nname = "a"\n[tool.uv]\npackage = true\n', true],
  ['[project]\nname = "a"\n[build-system]\nrequires = []\n[tool.uv]\npackage = false\n', false],
])('tells a package by uv’s rule: %j', (text, isPackage) => {
  expect(read(text).pyproject.isPackage).toBe(isPackage);
});

test('takes dev-dependencies of older uv for the group dev, which is installed unasked', () => {
  const { pyproject } = read('[tool.uv]\ndev-dependencies = ["ruff"]\n', 'pyproject.toml');
  expect(pyproject.dir).toBe('.');
  expect(pyproject.defaultGroups).toEqual(['dev']);
  expect([...pyproject.dependencyGroups.keys()]).toEqual(['dev']);
});

test.each([
  ['dynamic = ["version"]', '["setuptools", "setuptools_scm[toml]>=8"]', '', true],
  ['dynamic = ["version"]', '["hatchling", "hatch-vcs"]', '', true],
  ['dynamic = ["version"]', '["poetry-core", "poetry-dynamic-versioning"]', '', true],
  ['dynamic = ["version"]', '["hatchling", "uv-dynamic-versioning"]', '', true],
  ['dynamic = ["version"]', '["pdm-backend"]', '[tool.pdm.version]\nsource = "scm"', true],
  ['dynamic = ["version"]', '["pdm-backend"]', '[tool.pdm.version]\nsource = "file"', false],
  ['dynamic = ["version"]', '["hatchling"]', '[tool.hatch.version]\npath = "a.py"', false],
  ['version = "1.0"', '["setuptools", "setuptools-scm"]', '', false],
])('knows a version from git: %s, built with %s %s', (version, requires, more, expected) => {
  const text = `[project]\nname = "a"\n${version}\n[build-system]\nrequires = ${requires}\n${more}\n`;
  expect(read(text).pyproject.takesVersionFromGit).toBe(expected);
});
