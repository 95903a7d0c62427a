import { expect, test } from 'vitest';
import { planUpgradeOf } from '../../../../test-support/upgrade-plan-of';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../../test-support/workspace-files';
import { workspaceOf } from '../../../../test-support/workspace-of';
import type { InstallerName } from '../../../python/pyproject/python-project';
import { locksOf } from './locks-of';

/** A service that needs a library whose requires-python is too low, and another service. */
function filesOf(installer: InstallerName, locks: Files): Files {
  const money = libraryFiles({ name: 'money', installer });
  const pyproject = 'libs/money/pyproject.toml';
  return {
    ...rootFiles('', installer),
    ...stackFiles('acme', { python: '3.11', suite: 'bookworm', installer }),
    ...money,
    [pyproject]: (money[pyproject] ?? '').replace('">=3.11"', '">=3.11,<3.13"'),
    ...serviceFiles({ name: 'shop', libraries: ['money'], installer }),
    ...serviceFiles({ name: 'mail', installer }),
    ...locks,
  };
}

const POETRY = '[metadata]\nlock-version = "2.1"\npython-versions = ">=3.11"\ncontent-hash = ""\n';

test.each([
  ['uv', {}, ['uv lock']],
  [
    'poetry',
    { 'services/shop/poetry.lock': POETRY, 'services/mail/poetry.lock': POETRY },
    ['poetry lock --directory services/shop'],
  ],
] as const)(
  'with %s, a library that is fixed has the locks renewed that hold it',
  (installer, locks, commands) => {
    const files = filesOf(installer, locks);
    const { plan } = planUpgradeOf(files, { python: '3.13', suite: 'trixie' });
    const renewed = locksOf([plan], { applyFixes: true }, workspaceOf(files));
    expect(renewed.map(({ command }) => command)).toEqual(commands);
    expect(locksOf([plan], { applyFixes: false }, workspaceOf(files))).toEqual([]);
  },
);
