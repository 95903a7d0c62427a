import { expect, test } from 'vitest';
import { workspaceTexts } from './workspace-texts';

const services = [
  { name: 'api', images: [], holds: ['libs/a', 'services/api'], selections: [] },
  { name: 'web', images: [], holds: ['libs/a', 'services/web'], selections: [] },
];
const projects = new Set(['libs/a', 'libs/alone', 'services/api', 'services/web']);

test('files belong to those whose images hold them', () => {
  const files = [
    '.github/workflows/ci.yml',
    '.python-version',
    'libs/a/src/a/__init__.py',
    'libs/alone/pyproject.toml',
    'libs/alone/x.py',
    'scripts/x.py',
    'services/api/pyproject.toml',
    'services/api/tests/x.py',
    'services/api/x.py',
  ];
  const { sources, settings } = workspaceTexts(files, { services, projects, read: () => '' });
  expect(sources.map((each) => [each.file, each.services.join()])).toEqual([
    ['libs/a/src/a/__init__.py', 'api,web'],
    ['services/api/x.py', 'api'],
  ]);
  expect(settings.map((each) => [each.file, each.services.join()])).toEqual([
    ['.github/workflows/ci.yml', ''],
    ['.python-version', ''],
    ['services/api/pyproject.toml', 'api'],
  ]);
});
