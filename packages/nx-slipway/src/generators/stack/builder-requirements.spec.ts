import { expect, test } from 'vitest';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import type { InstallerName } from '../../python/pyproject/python-project';
import { builderRequirements, extendBuilderRequirements } from './builder-requirements';

function projects(
  systems: readonly (readonly string[] | undefined)[],
  installer: InstallerName = 'uv',
) {
  return systems.map((requires, i) => ({
    installer,
    pyproject: parsePyproject(
      {
        project: { name: `p${i}` },
        ...(requires ? { 'build-system': { requires } } : { tool: { uv: { package: true } } }),
      },
      `p${i}/pyproject.toml`,
    ).pyproject,
  }));
}

function requirements(...systems: (readonly string[] | undefined)[]) {
  return builderRequirements(projects(systems));
}

test('the installers of the projects join them', () =>
  expect(builderRequirements(projects([['poetry-core']], 'poetry')).text).toBe(
    'uv==0.13.9\nhatchling==1.33.0\neditables==0.6\npoetry==2.5.1\npoetry-core==2.5.0\n',
  ));

test.each([
  ['what is missing', 'uv==0.1\n# ours\nhatchling', 'uv==0.1\n# ours\nhatchling\nmaturin\n'],
  ['nothing', 'uv\nhatchling\nMaturin==1', 'uv\nhatchling\nMaturin==1'],
])('a file that is there gains %s', (_, text, extended) =>
  expect(extendBuilderRequirements(text, projects([['hatchling', 'maturin']])).text).toBe(extended),
);

test('uv and the backend of generated projects are always there', () =>
  expect(requirements()).toEqual({
    text: 'uv==0.13.9\nhatchling==1.33.0\neditables==0.6\n',
    unpinned: [],
  }));

test('the backends of the workspace’s projects join them, once and in order', () =>
  expect(
    requirements(['setuptools>=61', 'wheel'], ['hatchling'], ['poetry_core>=2'], ['setuptools'])
      .text,
  ).toBe(
    'uv==0.13.9\nhatchling==1.33.0\neditables==0.6\npoetry-core==2.5.0\nsetuptools==84.2.1\nwheel==0.48.0\n',
  ));

test('extras of a backend are kept', () =>
  expect(requirements(['setuptools_scm[toml]>=8'])).toEqual({
    text: expect.stringMatching(/\nsetuptools-scm\[toml\]==\d/),
    unpinned: [],
  }));

test('a backend without a known pin is written as the project names it', () => {
  const { text, unpinned } = requirements(['maturin>=1.7,<2']);
  expect(text).toMatch(/\nmaturin>=1\.7,<2\n$/);
  expect(unpinned.map(({ name }) => name)).toEqual(['maturin']);
});

test('a pin that a project refuses gives way', () => {
  const { text, unpinned } = requirements(['setuptools<70']);
  expect(text).toMatch(/\nsetuptools<70\n$/);
  expect(unpinned.map(({ name }) => name)).toEqual(['setuptools']);
});

test('a package that names no backend builds with setuptools', () =>
  expect(requirements(undefined).text).toMatch(/\nsetuptools==84\.2\.1\n$/));
