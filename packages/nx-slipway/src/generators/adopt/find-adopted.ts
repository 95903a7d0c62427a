import type { Problem } from '../../problems/problem';
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
  if (located.kind === 'none') {
    throw new ProblemsError(located.problems.map((problem) => ofAdoption(problem, name)));
  }
  if (located.kind === 'new') {
    throw new ProblemsError([{ kind: 'move-project-unknown', name }]);
  }
  const { project } = located;
  const broken = brokenPyprojects([project.dir, ...project.closure], workspace.model.problems);
  if (broken.length > 0) throw new ProblemsError(broken);
  return project;
}

/** The same problem with what to do in this generator, which creates no project. */
function ofAdoption(problem: Problem, name: string): Problem {
  switch (problem.kind) {
    case 'not-a-python-project':
      return { kind: 'adopt-without-pyproject', place: problem.place };
    case 'project-ambiguous':
      return { ...problem, generator: 'adopt' };
    case 'project-unknown':
      return { kind: 'move-project-unknown', name, nearest: problem.nearest };
    case 'name-invalid':
    case 'directory-outside':
      return { kind: 'move-project-unknown', name };
    default:
      return problem;
  }
}
