import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import { type Condition, markerOf } from '../pep508/condition';
import type { MarkerEnvironment } from '../pep508/marker-environment';
import { ambiguousPackages } from '../pyproject/ambiguous-packages';
import type { UvLock, UvLockPackage } from './uv-lock';

/**
 * Returns the packages that uv installs more than once in an environment, each over the one before. uv writes no such
 * lock, but a merge or a hand may, and `--frozen` takes it as it is.
 *
 * @param conditions when each package of the lock is installed
 */
export function checkOneVersion(
  conditions: ReadonlyMap<UvLockPackage, Condition>,
  environment: MarkerEnvironment,
  { lock, dir }: { readonly lock: UvLock; readonly dir: string },
): readonly PythonProblem[] {
  const { python } = environment;
  const locked = [...conditions].map(([{ name, version = '', source, line }, condition]) => {
    const marker = markerOf(condition);
    return { name, version, source: source.location, line, ...(marker && { marker }) };
  });
  return ambiguousPackages(locked, environment).map(({ line, name, ...others }) => ({
    kind: 'lock-ambiguous',
    place: { file: lock.file, line },
    ...{ ...others, package: name, dir, installer: 'uv' },
    ...(python !== undefined && { python }),
  }));
}
