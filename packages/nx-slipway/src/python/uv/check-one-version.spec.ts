import { expect, test } from 'vitest';
import { uvLockOf } from '../../../test-support/uv-lock-of';
import type { LockPackage } from '../../../test-support/uv-lock-text';
import { formatProblem } from '../../problems/format-problem';
import { checkOneVersion } from './check-one-version';
import { uvLockClosure } from './uv-lock-closure';
import { uvLockConditions } from './uv-lock-conditions';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };

/** What is wrong with a lock where a project needs two versions of one package under these markers. */
function problems(
  first: string | undefined,
  second: string | undefined,
  {
    rootGroups,
    groups = [],
  }: { rootGroups?: Parameters<typeof uvLockOf>[1]; groups?: string[] } = {},
): readonly string[] {
  const need = (version: string, marker: string | undefined) => ({
    ...{ name: 'six', version },
    ...(marker !== undefined && { marker }),
  });
  const packages: readonly LockPackage[] = [
    {
      ...{ name: 'api', folder: 'services/api' },
      needs: [need('1.16.0', first), need('1.17.0', second)],
    },
    { name: 'six', version: '1.16.0', resolutionMarkers: first === undefined ? [] : [first] },
    { name: 'six', version: '1.17.0', resolutionMarkers: second === undefined ? [] : [second] },
  ];
  const lock = uvLockOf(packages, rootGroups);
  const { closure } = uvLockClosure(lock, { package: 'api', extras: [], groups }, 'services/api');
  if (!closure) throw new Error('no closure');
  const conditions = uvLockConditions(lock, closure, { environment, choices: [] });
  return checkOneVersion(conditions, environment, {
    ...{ lock, dir: '.' },
  }).map(formatProblem);
}

test('versions that uv would install over each other', () => {
  const [found, ...others] = problems(
    "python_full_version < '3.13.5'",
    "python_full_version >= '3.13'",
  );
  expect(others).toEqual([]);
  expect(found).toMatch(
    /^uv\.lock:\d+: uv would install several versions of six over each other with Python 3\.13: 1\.16\.0 where python_full_version < '3\.13\.5', 1\.17\.0 always\n {2}Delete the lock file and run `uv lock`\.$/,
  );
  expect(problems(undefined, "platform_machine == 'x86_64'").join()).toContain(' on x86_64 ');
});

test('versions of which one is installed', () => {
  expect(problems("python_full_version < '3.13.5'", "python_full_version >= '3.13.5'")).toEqual([]);
  expect(problems("python_version < '3.13'", undefined)).toEqual([]);
});

test('of what a root without a project asks for by name, uv chooses the version', () => {
  const fork = ["sys_platform == 'win32'", "sys_platform != 'win32'"] as const;
  const root = { rootGroups: { shared: ['six'] }, groups: ['shared'] };
  expect(problems(...fork, root)).toEqual([]);
});
