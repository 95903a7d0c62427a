import { expect, test } from 'vitest';
import { ALL_FINE, foundIn, NOBODY, planUpgradeOf } from '../../../../test-support/upgrade-plan-of';
import { TEST_INDEX, uvLockText } from '../../../../test-support/uv-lock-text';
import { rootFiles, serviceFiles, stackFiles } from '../../../../test-support/workspace-files';
import type { UpgradeAnswers } from '../../../images/upgrade/check-facts';

function wheels(python: string): readonly string[] {
  return ['x86_64', 'aarch64'].map(
    (machine) => `yaml-1.0-${python}-${python}-manylinux2014_${machine}.whl`,
  );
}

/** What is found for a lock with wheels of Python 3.11 alone. */
function found(range: string, { index }: Pick<UpgradeAnswers, 'index'>): readonly string[] {
  const api = serviceFiles({ name: 'api', packages: ['yaml', 'six'] });
  const pyproject = 'services/api/pyproject.toml';
  const lock = uvLockText([
    { name: 'api', folder: 'services/api', needs: ['six', 'yaml'] },
    { name: 'six' },
    { name: 'yaml', files: [...wheels('cp311'), 'yaml-1.0.tar.gz'] },
  ]);
  const files = {
    ...{ ...rootFiles(), ...stackFiles('acme', { python: '3.11', suite: 'trixie' }), ...api },
    [pyproject]: (api[pyproject] ?? '').replace('">=3.11"', `"${range}"`),
    'uv.lock': lock.replace('">=3.11"', `"${range}"`),
  };
  const { plan } = planUpgradeOf(files, { python: '3.13' }, { ...ALL_FINE, index });
  return foundIn(plan).filter((each) => !/builder-pins-unchecked/.test(each));
}

const known: UpgradeAnswers['index'] = new Map([
  [
    `yaml ${TEST_INDEX}`,
    { files: [...wheels('cp311'), ...wheels('cp313')].map((name) => ({ name, hashes: [] })) },
  ],
]);
const unmet = 'problem base-python-unmet services/api/pyproject.toml:4';

test('a lock for the new Python names all wheels that it may use', () =>
  expect(found('>=3.11', { index: known })).toEqual(['warning lock-sdist-only uv.lock:33']));

test('of a lock for older Pythons the index says what it leaves out', () => {
  expect(found('>=3.11,<3.13', { index: known })).toEqual([unmet]);
  expect(found('>=3.11,<3.13', NOBODY)).toEqual([unmet, 'unchecked lock-files-unchecked uv.lock']);
});
