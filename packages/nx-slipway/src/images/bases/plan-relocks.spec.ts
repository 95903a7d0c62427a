import { expect, test } from 'vitest';
import { workspaceOf } from '../../../test-support/workspace-of';
import { planRelocks } from './plan-relocks';

const { python } = workspaceOf({
  'services/api/pyproject.toml': '[project]\nname = "api"\nrequires-python = "<3.14"\n',
  'services/api/uv.lock': 'version = 1\n',
  'services/mail/pyproject.toml': '[tool.poetry]\nname = "mail"\n',
  'services/mail/poetry.lock': '',
  'services/old/pyproject.toml': '[project]\nname = "old"\n',
  'services/old/requirements.txt': '',
});
const projects = [...python.values()];

test('each lock is renewed by its own installer', () => {
  expect(
    planRelocks(projects, python, '3.13').map(({ lockFile, command }) => [lockFile, command]),
  ).toEqual([
    ['services/api/uv.lock', 'uv lock --project services/api'],
    ['services/mail/poetry.lock', 'poetry lock --directory services/mail'],
    [
      'services/old/requirements.txt',
      'uv pip compile --universal --generate-hashes --output-file services/old/requirements.txt services/old/pyproject.toml',
    ],
  ]);
});

test('ranges count that exclude the new Python, if it is another one', () => {
  const ranges = (minor: string | undefined) =>
    planRelocks(projects, python, minor).flatMap(({ excluding }) =>
      excluding.map(({ range }) => range),
    );
  expect(ranges('3.14')).toEqual(['<3.14']);
  expect(ranges('3.13')).toEqual([]);
  expect(ranges(undefined)).toEqual([]);
});
