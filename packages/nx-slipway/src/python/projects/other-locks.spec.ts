import { expect, test } from 'vitest';
import { otherLocks } from './other-locks';

test.each<[readonly string[], readonly string[]]>([
  [[], []],
  [['pyproject.toml', 'src', 'requirements-dev.txt', 'requirements.in'], []],
  [
    ['requirements/dev.txt', 'requirements/base.txt', 'requirements/prod.txt'],
    ['requirements/base.txt', 'requirements/prod.txt'],
  ],
  [
    ['requirements/api.txt', 'requirements/production.txt'],
    ['requirements/production.txt', 'requirements/api.txt'],
  ],
  [
    ['requirements_prod.txt', 'requirements.lock'],
    ['requirements.lock', 'requirements_prod.txt'],
  ],
  [
    ['pdm.lock', 'Pipfile.lock', 'pylock.toml', 'pylock.dev.toml'],
    ['pdm.lock', 'Pipfile.lock', 'pylock.toml', 'pylock.dev.toml'],
  ],
])('of %j there is %j', (files, expected) => {
  const found = otherLocks((folder) =>
    folder === undefined
      ? [...new Set(files.map((file) => file.split('/')[0] ?? ''))]
      : files.flatMap((file) =>
          file.startsWith(`${folder}/`) ? [file.slice(folder.length + 1)] : [],
        ),
  );
  expect(found.map(({ file }) => file)).toEqual(expected);
});
