import { expect, test } from 'vitest';
import { movedPath, movedRelative } from './move';

const move = { from: 'services/api', to: 'apps/web/billing' };

test.each([
  ['services/api', 'apps/web/billing'],
  ['services/api/src/a.py', 'apps/web/billing/src/a.py'],
  ['services/api-v2', 'services/api-v2'],
  ['libs/services/api', 'libs/services/api'],
])('%s lies at %s', (path, after) => expect(movedPath(path, move)).toBe(after));

test.each([
  ['of a dependent', 'libs/shared', '../../services/api', '../../apps/web/billing'],
  ['of the root', '.', 'services/api', 'apps/web/billing'],
  ['with a dot and a slash', '.', './services/api/', './apps/web/billing/'],
  ['of its own, to another project', 'services/api', '../../libs/shared', '../../../libs/shared'],
  [
    'of its own, from a folder in it',
    'services/api/docker',
    '../../../uv.toml',
    '../../../../uv.toml',
  ],
  ['of its own, within it', 'services/api', './src', './src'],
  ['of its own, over its parent', 'services/api', '../api/src', 'src'],
  ['of others', 'libs/shared', '../other', '../other'],
  ['absolute', 'libs/shared', '/services/api', '/services/api'],
])('a relative path %s', (_, dir, written, after) =>
  expect(movedRelative(written, dir, move)).toBe(after),
);
