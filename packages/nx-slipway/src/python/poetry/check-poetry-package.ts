import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { Pyproject } from '../pyproject/pyproject';

/**
 * Why no wheel can be built of a project that says in `[tool.poetry]` what it is: it is declared to be
 * no package, has no version (poetry-core, `Factory.validate`), or names no build backend, in place of
 * which others would take one that does not read `[tool.poetry]`.
 */
export function checkPoetryPackage(pyproject: Pyproject): readonly PythonProblem[] {
  const { poetry, buildSystem, version, dynamic, place, name = '' } = pyproject;
  const { declared } = poetry;
  const isPoetrys = buildSystem?.backend?.startsWith('poetry.') ?? buildSystem === undefined;
  if (!declared || !isPoetrys) return [];
  if (declared.packageMode?.value === false) {
    return [{ kind: 'poetry-no-package', place: declared.packageMode.place, name }];
  }
  const isDeclaredThere = declared.name !== undefined && dynamic.includes('dependencies');
  return [
    ...(version === undefined ? [{ kind: 'poetry-no-version', place, name } as const] : []),
    ...(!buildSystem && isDeclaredThere
      ? [{ kind: 'poetry-no-build-system', place, name } as const]
      : []),
  ];
}
