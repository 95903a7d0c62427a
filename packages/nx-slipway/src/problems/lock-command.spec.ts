import { expect, test } from 'vitest';
import { lockCommand, upgradeCommand } from './lock-command';

test.each([
  ['.', 'uv', 'uv lock'],
  ['services/api', 'uv', 'uv lock --project services/api'],
  ['services/api', 'poetry', 'poetry lock --directory services/api'],
] as const)('a lock in %s of %s', (dir, installer, command) => {
  expect(lockCommand(dir, installer)).toBe(command);
});

test.each([
  ['numpy', '.', 'uv', 'uv lock --upgrade-package numpy'],
  ['numpy==2.3.0', 'api', 'uv', 'uv lock --project api --upgrade-package numpy==2.3.0'],
  ['numpy<2.3', '.', 'uv', "uv lock --upgrade-package 'numpy<2.3'"],
  ['numpy', 'api', 'poetry', 'poetry update --lock --directory api numpy'],
  ['numpy<2.3', '.', 'poetry', "poetry add --lock 'numpy<2.3'"],
  [
    'numpy==2.3.0',
    'api',
    'pip',
    'uv pip compile --universal --generate-hashes --output-file api/requirements.txt api/pyproject.toml --upgrade-package numpy==2.3.0',
  ],
] as const)('another version of %s in %s of %s', (requirement, dir, installer, command) => {
  expect(upgradeCommand(requirement, dir, installer)).toBe(command);
});
