import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedProject } from '../test-support/seed-projects';
import { type AdoptedCase, testAdoption } from './adopt';

/*
 * Dockerfiles made after texts about hand-written ones: wheels of an exported list, an image to develop in beside the one
 * for production, and one code base for two images.
 */
const ORIGINALS = join(__dirname, '../../../tools/bench/layouts/originals');

/** The engine remembers earlier runs. */
const MARK = randomBytes(3).toString('hex');
const INDEX = process.env.UV_DEFAULT_INDEX ?? '';

function original(name: string): string {
  return readFileSync(join(ORIGINALS, `${name}.Dockerfile`), 'utf8').replaceAll(
    '@base@',
    'python:3.13-slim-trixie',
  );
}

/** A user without a number gets that of the stack. */
const COMMON = [
  ...['package pip', 'user', 'variable PATH', 'variable PYTHONDONTWRITEBYTECODE'],
  'variable PYTHONPATH',
];

const CASES: Readonly<Record<string, AdoptedCase>> = {
  exported: {
    dockerfile: original('layered-slim-image-pip-wheels'),
    words: ['python', '-c', 'import pay.app, psycopg2, flask; print(pay.app.app.name)'],
    differences: [
      ...['package pip', 'user', 'variable PATH', 'variable PORT'],
      ...['variable PYTHONDONTWRITEBYTECODE', 'variable PYTHONPATH'],
    ],
    prints: 'pay.app',
  },
  canopy: {
    dockerfile: original('canopy'),
    stages: ['development', 'production'],
    words: ['python', '-c', 'import pay.app, psycopg2; print(pay.app.app.name)'],
    differences: [
      ...[
        ...['file Dockerfile', 'file development-adopted.Dockerfile'],
        ...[
          'file development-adopted.Dockerfile.dockerignore',
          'file production-adopted.Dockerfile',
        ],
        ...['file production-adopted.Dockerfile.dockerignore', 'package pip'],
        ...['variable MYPY_CACHE_DIR', 'variable PATH', 'variable PIP_DISABLE_PIP_VERSION_CHECK'],
        ...['variable POETRY_NO_INTERACTION', 'variable PYTEST_ADDOPTS', 'variable PYTHONPATH'],
        ...['variable RUFF_CACHE_DIR', 'variable VIRTUAL_ENV', 'working directory'],
      ].map((each) => `development: ${each}`),
      ...[
        ...['file README.md', 'file poetry.lock', 'file pyproject.toml', 'package pip'],
        ...['variable PATH', 'variable PIP_DISABLE_PIP_VERSION_CHECK'],
        ...['variable POETRY_NO_INTERACTION', 'variable PYTHONPATH', 'variable VIRTUAL_ENV'],
      ].map((each) => `production: ${each}`),
    ],
    prints: 'pay.app',
  },
  multistage: {
    dockerfile: original('multistage-dockerfile'),
    // `python` of its stage dev is that of Poetry's own environment, so that there is nothing to compare with.
    stages: ['http', 'dramatiq'],
    words: ['python', '-c', 'import domain, psycopg2; print(domain.GREETING)'],
    differences: [
      ...[...COMMON].map((each) => `dramatiq: ${each}`),
      ...[...COMMON, 'variable PORT'].sort().map((each) => `http: ${each}`),
    ],
    prints: 'hello',
  },
};

testAdoption({
  ...{ namespace: `slipway-adopt-seeds-${MARK}`, installer: 'poetry' },
  ...{ projectFiles: (name) => seedProject(name === 'multistage' ? 'shop' : 'pay', name, INDEX) },
  cases: CASES,
});
