import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { tomlReader } from '../toml/toml-reader';
import type { TomlTable } from '../toml/toml-value';
import { buildsPortableWheel } from './portable-wheel';

function builds(backend: string, requires: readonly string[], more = ''): boolean {
  const text = `[build-system]\nrequires = []\nbuild-backend = "${backend}"\n${more}`;
  return buildsPortableWheel(
    tomlReader(parse(text) as TomlTable, { file: 'pyproject.toml', text: '' }),
    requires,
  );
}

test.each<[string, readonly string[], string?]>([
  ['hatchling.build', ['hatchling']],
  [
    'hatchling.build',
    ['hatchling', 'hatch-vcs'],
    '[tool.hatch.build.hooks.vcs]\nversion-file = "v"\n',
  ],
  ['setuptools.build_meta', ['setuptools', 'wheel', 'setuptools-scm']],
  ['poetry.core.masonry.api', ['poetry-core']],
  ['pdm.backend', ['pdm-backend']],
  ['flit_core.buildapi', ['flit-core']],
  ['uv_build', ['uv-build']],
])('%s with %j makes one wheel for all machines', (backend, requires, more) => {
  expect(builds(backend, requires, more)).toBe(true);
});

test.each<[string, string, readonly string[], string?]>([
  ['a compiler', 'maturin', ['maturin']],
  ['a compiler beside it', 'setuptools.build_meta', ['setuptools', 'cython']],
  ['a plugin that compiles', 'hatchling.build', ['hatchling', 'hatch-cython']],
  ['a backend of its own', 'backend', ['hatchling'], 'backend-path = ["."]\n'],
  ['a hook', 'hatchling.build', ['hatchling'], '[tool.hatch.build.hooks.custom]\n'],
  [
    'a hook of the wheel',
    'hatchling.build',
    ['hatchling'],
    '[tool.hatch.build.targets.wheel.hooks.mypyc]\n',
  ],
  [
    'an extension module',
    'setuptools.build_meta',
    ['setuptools'],
    '[[tool.setuptools.ext-modules]]\nname = "x"\n',
  ],
  [
    'a build script',
    'poetry.core.masonry.api',
    ['poetry-core'],
    '[tool.poetry.build]\nscript = "build.py"\n',
  ],
  ['setup.py', 'pdm.backend', ['pdm-backend'], '[tool.pdm.build]\nrun-setuptools = true\n'],
  ['another backend than is required', 'uv_build', ['hatchling']],
])('%s may make others', (_, backend, requires, more) => {
  expect(builds(backend, requires, more)).toBe(false);
});

test('what names no backend is built by setuptools', () => {
  expect(buildsPortableWheel(tomlReader({}, { file: 'pyproject.toml', text: '' }), [])).toBe(true);
});
