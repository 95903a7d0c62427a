import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { tomlReader } from '../toml/toml-reader';
import { wheelPaths } from './wheel-paths';

test.each<[string, string, string, readonly string[]]>([
  [
    'hatch, of both tables',
    'hatchling',
    `[tool.hatch.build]\nartifacts = ["dist/app.js"]\n[tool.hatch.build.targets.wheel]
include = ["/web", "./build/"]\nexclude = ["tests"]\nforce-include = { "../x" = "x", "tests/data" = "d" }
sources = { build = "web/static" }\n[tool.hatch.build.targets.sdist]\ninclude = ["docs"]\n`,
    ['dist/app.js', 'web', 'build', 'tests/data', 'build'],
  ],
  [
    'setuptools',
    'setuptools',
    `[tool.setuptools]\npackages = ["web", "tests.data"]\npackage-dir = { "web.static" = "build" }
data-files = { "share/x" = ["dist/a.txt"] }\n`,
    ['web', 'tests/data', 'build', 'dist/a.txt'],
  ],
  [
    'setuptools that looks for packages',
    'setuptools',
    '[tool.setuptools.packages.find]\nwhere = ["build"]\ninclude = ["tests*", "web.api*"]\n',
    ['build', 'tests', 'web'],
  ],
  [
    'poetry-core',
    'poetry-core',
    `[tool.poetry]\npackages = [{ include = "web", from = "src" }]
include = ["build/x.js", { path = "y", include = "dist/**/*", format = ["wheel"] }]\n`,
    ['src/web', 'build/x.js', 'dist/**/*'],
  ],
  [
    'pdm',
    'pdm-backend',
    `[tool.pdm.build]\nincludes = ["build/a"]\npackage-dir = "lib"
wheel-data = { data = [{ path = "dist/*.txt" }], scripts = ["tests/x"] }\n`,
    ['build/a', 'lib', 'dist/*.txt', 'tests/x'],
  ],
  [
    'flit',
    'flit-core',
    '[tool.flit.module]\nname = "web"\n[tool.flit.external-data]\ndirectory = "build"\n',
    ['web', 'build'],
  ],
  [
    'uv',
    'uv-build',
    '[tool.uv.build-backend]\nmodule-root = "build"\nmodule-name = "web"\ndata = { data = "dist" }\n',
    ['build/web', 'build', 'dist'],
  ],
])('of %s', (_, backend, text, paths) => {
  const found = read(text, backend);
  expect(found.isOpen).toBe(false);
  expect(found.named.map(({ path }) => path)).toEqual(paths);
});

test('a path has the line it stands in', () => {
  const text = '[tool.hatch.build.targets.wheel]\ninclude = [\n  "web",\n  "build",\n]\n';
  expect(read(text, 'hatchling').named.at(-1)?.place).toMatchObject({ file: 'p.toml', line: 4 });
});

test.each([
  ['hatchling', '[tool.hatch.build.targets.wheel]\ninclude = ["**/*.html"]\n'],
  ['hatchling', '[tool.hatch.build.hooks.custom]\n'],
  ['setuptools', '[tool.setuptools.packages.find]\nexclude = ["x"]\n'],
  ['setuptools', '[tool.setuptools.packages.find]\nwhere = ["."]\n'],
  ['setuptools', '[tool.setuptools.packages.find]\ninclude = ["*"]\n'],
  ['poetry-core', '[tool.poetry.build]\nscript = "build.py"\n'],
  ['pdm-backend', '[tool.pdm.build]\ncustom-hook = "hook.py"\n'],
  ['maturin', ''],
])('%s with %j may take anything', (backend, text) => {
  expect(read(text, backend)).toEqual({ named: [], isOpen: true });
});

test.each(['hatchling', 'setuptools', 'poetry-core', 'pdm-backend', 'flit-core', 'uv-build'])(
  '%s without settings names nothing',
  (backend) => {
    expect(read('', backend)).toEqual({ named: [], isOpen: false });
  },
);

test('a project without a backend is setuptools’', () => {
  const text = '[tool.setuptools]\npackages = ["build"]\n';
  expect(read(text).named.map(({ path }) => path)).toEqual(['build']);
});

function read(text: string, ...requires: readonly string[]) {
  const reader = tomlReader(parse(text), { file: 'p.toml', text });
  const found = wheelPaths(reader, requires);
  // What a backend accepts is no problem of types.
  expect(reader.problems).toEqual([]);
  return found;
}
