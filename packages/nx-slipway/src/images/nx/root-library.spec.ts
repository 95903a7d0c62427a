import { expect, test } from 'vitest';
import { infer } from '../../../test-support/inferred-projects';

const FILES = {
  'pyproject.toml': poetry('core', ''),
  'core/__init__.py': '',
  'services/web/pyproject.toml': poetry('web', 'core = { path = "../.." }\n'),
  'services/web/web.py': '',
  'services/web/poetry.lock': '',
};

function poetry(name: string, dependencies: string): string {
  return `[tool.poetry]\nname = "${name}"\nversion = "1"\n[tool.poetry.dependencies]\npython = "^3.12"\n${dependencies}[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n`;
}

function inputs(dockerfile: string) {
  const { projects } = infer({ ...FILES, 'services/web/Dockerfile': dockerfile });
  return projects['services/web'].namedInputs?.image;
}

const OWN = '{workspaceRoot}/services/web/**/*';

test('a hand-written Dockerfile decides what of a library in the workspace root is an input', () => {
  const found = inputs('FROM python:3.13\nCOPY core /srv/core\nCOPY services/web /srv/web\n');
  expect(found).toEqual(
    expect.arrayContaining([OWN, '{workspaceRoot}/core', '{workspaceRoot}/core/**/*']),
  );
  expect(found?.filter((each: unknown) => String(each).includes('{projectRoot}'))).toEqual([]);
  expect(found).not.toContain('{workspaceRoot}/**/*');
});

test('one that takes the whole context has it all as inputs', () =>
  expect(inputs('FROM python:3.13\nCOPY pyproject.toml core /\nCOPY . .\n')).toEqual(
    expect.arrayContaining([OWN, '{workspaceRoot}/**/*']),
  ));

test('a generated one takes the whole library', () => {
  const generated =
    'FROM acme/python-base-builder AS base\nFROM scratch AS lock\nFROM base AS dependencies\nFROM base AS libraries\nFROM base AS application\nFROM base AS foundation\nFROM foundation AS runtime\n';
  expect(inputs(generated)).toContain('{workspaceRoot}/**/*');
});
