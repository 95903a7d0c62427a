import { expect, test } from 'vitest';
import { copiedFiles, isMetadataSource } from './copied-files';

const FILES = ['alembic.ini', 'main.py', 'jobs.py', 'src/api/app.py', 'src/core/app.py'];

test.each([
  ['main.py', ['main.py']],
  ['absent', ['absent']],
  ['*.py', ['jobs.py', 'main.py']],
  ['src/*', ['src/api', 'src/core']],
  ['src/[ab]*/app.py', ['src/api/app.py']],
  ['poetry.lock*', []],
])('%s', (source, expected) => expect(copiedFiles(source, FILES)).toEqual(expected));

test.each([
  ['poetry.lock*', true],
  ['uv.loc[k]', true],
  ['requirements*.txt', true],
  ['pyproject.toml', true],
  ['*', false],
  ['*.txt', false],
])('%s names files of the lock: %s', (source, expected) =>
  expect(isMetadataSource(source)).toBe(expected),
);
