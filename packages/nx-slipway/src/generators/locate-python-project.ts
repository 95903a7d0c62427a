import type { Problem } from '../problems/problem';
import { ProblemsError } from '../problems/problems-error';
import { withoutSlash } from '../python/projects/without-slash';
import type { PythonProject } from '../python/pyproject/python-project';
import type { TreeWorkspace } from '../workspace/model/read-tree-workspace';
import { projectAt } from './project-at';
import { findProject } from './service/project/find-project';

/**
 * Finds the Python project with an image that a generator is asked for.
 *
 * @param given name or folder
 * @param generator arguments of `nx g` behind which a folder is to be given
 * @throws {ProblemsError} where the name fits no project, or several
 */
export function locatePythonProject(
  given: string,
  { model, projects }: TreeWorkspace,
  generator: string,
): PythonProject {
  const name = withoutSlash(given.trim());
  const { projects: found, nearest } = findProject(name, model.python, projects);
  const [project] = found;
  if (project && found.length === 1) return project;
  const problem: Problem = project
    ? { kind: 'project-ambiguous', name, folders: found.map(({ dir }) => dir), generator }
    : { kind: 'job-project-unknown', name, ...(nearest !== undefined && { nearest }) };
  throw new ProblemsError([problem]);
}

/** Name of the Nx project in the folder of a Python project. */
export function nxNameOf({ dir }: PythonProject, { projects }: TreeWorkspace): string {
  return projectAt(projects, dir) ?? dir;
}
