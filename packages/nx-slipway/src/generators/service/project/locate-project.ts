import { posix } from 'node:path';
import type { Problem } from '../../../problems/problem';
import type { PythonProject } from '../../../python/pyproject/python-project';
import type { TreeWorkspace } from '../../../workspace/model/read-tree-workspace';
import { checkName } from '../../check-name';
import { normalizeDirectory } from '../../normalize-directory';
import { checkModuleName } from './check-module-name';
import { findProject, isSlip } from './find-project';

/** What a name given to the generator means. */
export type LocatedProject =
  | { readonly kind: 'existing'; readonly project: PythonProject }
  | { readonly kind: 'new'; readonly name: string; readonly directory: string }
  | { readonly kind: 'none'; readonly problems: readonly Problem[] };

/** Finds the project of a name or folder, or a place for a new one. */
export function locateProject(
  { name, directory }: { readonly name: string; readonly directory?: string },
  workspace: Pick<TreeWorkspace, 'model' | 'projects' | 'read' | 'list'>,
): LocatedProject {
  const { model, projects, list } = workspace;
  const { projects: found, nearest } = findProject(name, model.python, projects);
  // The root of a workspace that is no project may be meant by its folder, also at the top.
  const isRoot =
    directory === undefined && (name === '.' || model.lockRoots.some(({ dir }) => dir === name));
  const place = isRoot
    ? { directory: name }
    : normalizeDirectory(directory ?? (name.includes('/') ? name : `services/${name}`));
  const [existing] = found;
  if (existing && found.length > 1) {
    return none({ kind: 'project-ambiguous', name, folders: found.map(({ dir }) => dir) });
  }
  if (existing) {
    return directory === undefined || ('directory' in place && place.directory === existing.dir)
      ? { kind: 'existing', project: existing }
      : none({ kind: 'name-taken', name, place: { file: existing.pyproject.file } });
  }
  const byName = projects.get(name);
  if (byName !== undefined) return noPythonProject(byName, workspace);
  const isThere = 'directory' in place && (isRoot || list(place.directory).length > 0);
  if (isThere) return noPythonProject(place.directory, workspace, nearest);
  const isMeant = directory === undefined && nearest !== undefined;
  if (isMeant && (name.includes('/') || isSlip(name, nearest))) {
    return none({ kind: 'project-unknown', name, nearest });
  }
  const problem = checkName(name, 'service') ?? checkModuleName(name);
  if (problem) return none(problem);
  return 'problem' in place
    ? none(place.problem)
    : { kind: 'new', name, directory: place.directory };
}

/** An existing folder without a project: its pyproject is missing, broken, or does not define one. */
function noPythonProject(
  directory: string,
  { model, read }: Pick<TreeWorkspace, 'model' | 'read'>,
  nearest?: string,
): LocatedProject {
  const file = posix.join(directory, 'pyproject.toml');
  const problems = model.problems.filter((each) => 'place' in each && each.place.file === file);
  if (read(file) === undefined) {
    return none({
      kind: 'not-a-python-project',
      place: { file: directory },
      ...(nearest !== undefined && { nearest }),
    });
  }
  const root = model.lockRoots.find(({ dir }) => dir === directory)?.pyproject;
  if (root?.name !== undefined && root.uv.isWorkspaceRoot) {
    return none({ kind: 'workspace-root-not-built', place: { file }, name: root.name });
  }
  return problems.length > 0
    ? { kind: 'none', problems }
    : none({ kind: 'pyproject-without-project', place: { file } });
}

function none(problem: Problem): LocatedProject {
  return { kind: 'none', problems: [problem] };
}
