import { expect, test } from 'vitest';
import { editRequirements } from './edit-requirements';

const move = { from: 'services/api', to: 'apps/web/billing' };
const there = new Set(['libs/shared', 'services/api', 'constraints.txt']);

test.each([
  ['services/api', '-e ../../libs/shared', '-e ../../../libs/shared'],
  [
    'services/api',
    '--editable=../../libs/shared[pdf]  # own',
    '--editable=../../../libs/shared[pdf]  # own',
  ],
  [
    'services/api',
    '../../libs/shared ; python_version > "3"',
    '../../../libs/shared ; python_version > "3"',
  ],
  ['services/api', 'shared @ file:../../libs/shared', 'shared @ file:../../../libs/shared'],
  ['services/api', '-c ../../constraints.txt', '-c ../../../constraints.txt'],
  ['services/api', '-r base.txt', '-r base.txt'],
  ['services/api', '-e .', '-e .'],
  ['services/api', 'six==1.17.0 --hash=sha256:0', 'six==1.17.0 --hash=sha256:0'],
  ['services/api', '# ../../libs/shared', '# ../../libs/shared'],
  [
    'services/api',
    '#    uv pip compile services/api/pyproject.toml -o services/api/requirements.txt',
    '#    uv pip compile apps/web/billing/pyproject.toml -o apps/web/billing/requirements.txt',
  ],
  ['services/api', '--index-url https://a/services/api', '--index-url https://a/services/api'],
  // pip was called in the workspace root.
  ['services/api', '-e libs/shared', '-e libs/shared'],
  ['libs/shared', '-e services/api\r', '-e apps/web/billing\r'],
  [
    'libs/shared',
    '-r ../../services/api/requirements.txt',
    '-r ../../apps/web/billing/requirements.txt',
  ],
])('in %s: %s', (dir, line, after) =>
  expect(
    editRequirements({ file: `${dir}/requirements.txt`, text: `a==1\n${line}\n` }, move, {
      existed: (path) => there.has(path),
    }),
  ).toBe(`a==1\n${after}\n`),
);
