import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { MarkerEnvironment } from '../pep508/marker-environment';
import { ambiguousPackages } from '../pyproject/ambiguous-packages';
import type { PoetryLock } from './poetry-lock';
import type { SelectedPackage } from './select-poetry-packages';

/**
 * Returns the packages that a selection has more than once in an environment. Poetry installs every one whose marker
 * holds, each over the one before. Its locks are like that where a dependency has several constraints and another
 * package requires it as well: the conditions of the constraints are not those of the other requirement.
 *
 * @param dir folder to lock in
 */
export function checkOneVersion(
  selected: readonly SelectedPackage[],
  environment: MarkerEnvironment,
  { lock, dir }: { readonly lock: PoetryLock; readonly dir: string },
): readonly PythonProblem[] {
  const { python } = environment;
  const locked = selected.map(({ locked: { name, version, source, line }, marker }) => ({
    ...{ name, version, source: source?.url ?? 'PyPI', line },
    ...(marker !== undefined && { marker }),
  }));
  return ambiguousPackages(locked, environment).map(({ line, name, ...others }) => ({
    kind: 'lock-ambiguous',
    place: { file: lock.file, line },
    ...{ ...others, package: name, dir, installer: 'poetry' },
    ...(python !== undefined && { python }),
  }));
}
