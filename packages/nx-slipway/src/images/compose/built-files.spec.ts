import { expect, test } from 'vitest';
import { WHEEL_LAYOUTS } from '../../../test-support/wheel-layouts';
import { mayBuildFiles } from './built-files';

test.each(WHEEL_LAYOUTS)('the build of $name writes nothing into its packages', ({ files }) => {
  expect(mayBuildFiles([files['pyproject.toml'] ?? ''])).toBe(false);
});

test.each([
  '[tool.setuptools_scm]\nversion_file = "src/api/_version.py"\n',
  '[tool.setuptools_scm]\nwrite_to = "src/api/_version.py"\n',
  '[tool.hatch.build.hooks.vcs]\nversion-file = "_version.py"\n',
  '[tool.hatch.build.hooks.custom]\n',
  '[tool.pdm.version]\nsource = "scm"\nwrite_to = "api/_version.py"\n',
  '[tool.poetry.build]\nscript = "build.py"\n',
  '[tool.poetry]\nbuild = "build.py"\n',
  '[build-system]\nrequires = ["setuptools", "Cython>=3"]\n',
  '[build-system]\nrequires = ["maturin>=1"]\n',
  '[build-system]\nrequires = ["setuptools", "setuptools-rust"]\n',
  '[[tool.setuptools.ext-modules]]\nname = "api._fast"\n',
  'from setuptools import Extension, setup\nsetup(ext_modules=[Extension("a", ["a.c"])])\n',
])('%j may', (text) => expect(mayBuildFiles([text])).toBe(true));

test.each([
  '[tool.setuptools_scm]\n',
  '[project]\nname = "api"\ndynamic = ["version"]\n[tool.hatch.version]\nsource = "vcs"\n',
  'from setuptools import setup\n\nsetup()\n',
])('%j does not', (text) => expect(mayBuildFiles([text])).toBe(false));
