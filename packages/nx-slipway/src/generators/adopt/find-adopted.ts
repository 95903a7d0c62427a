import { ProblemsError } from '../../problems/problems-error';
import { withoutSlash } from '../../python/projects/without-slash';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { brokenPyprojects } from '../broken-pyprojects';
import { locateProject } from '../service/project/locate-project';

/** Finds the project of a hand-written Dockerfile. @throws {ProblemsError} for a name that no Python project has */
export function findAdopted(given: string, workspace: TreeWorkspace): PythonProject {
  const name = withoutSlash(given.trim().replace(/^\.\//, ''));
  const located = locateProject({ name }, workspace);
  if (located.kind === 'none') throw new ProblemsError(located.problems);
  if (located.kind === 'new') {
    throw new ProblemsError([{ kind: 'move-project-unknown', name }]);
  }
  const { project } = located;
  const broken = brokenPyprojects([project.dir, ...project.closure], workspace.model.problems);
  if (broken.length > 0) throw new ProblemsError(broken);
  return project;
}
