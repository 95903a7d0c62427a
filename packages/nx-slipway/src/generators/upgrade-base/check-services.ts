import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';
import { checkRequiresPython } from '../../python/pyproject/requires-python';
import type { StackService } from './stack-services';

/**
 * A problem for each project, services and libraries alike, whose requires-python a Python does not
 * meet, with the services whose images hold it.
 *
 * @param projects all Python projects, by folder
 */
export function checkServices(
  python: string,
  services: readonly StackService[],
  projects: ReadonlyMap<string, PythonProject>,
): readonly Problem[] {
  const installed = [...new Set(services.flatMap(({ holds }) => holds))].sort();
  return installed.flatMap((dir) => {
    const project = projects.get(dir);
    const holders = services.filter(({ holds }) => holds.includes(dir)).map(({ name }) => name);
    return checkRequiresPython(python, project ? [project.pyproject] : []).map((problem) =>
      problem.kind === 'requires-python-unmet'
        ? { ...problem, kind: 'base-python-unmet', services: holders }
        : problem,
    );
  });
}
