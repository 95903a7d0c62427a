import { posix } from 'node:path';
import type { Problem } from '../../problems/problem';
import { normalizeName } from '../../python/pep508/normalize-name';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { checkName } from '../check-name';
import { normalizeDirectory } from '../normalize-directory';
import { checkModuleName } from './check-module-name';

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
  const named = [...model.python.values()].find(
    ({ pyproject }) => pyproject.normalizedName === normalizeName(name),
  );
  const byName = projects.get(name);
  const existing = model.python.get(name) ?? model.python.get(byName ?? '') ?? named;
  const place = normalizeDirectory(directory ?? (name.includes('/') ? name : `services/${name}`));
  if (existing) {
    return directory === undefined || ('directory' in place && place.directory === existing.dir)
      ? { kind: 'existing', project: existing }
      : none({ kind: 'name-taken', name, place: { file: existing.pyproject.file } });
  }
  if (byName !== undefined) return noPythonProject(byName, workspace);
  const isThere = 'directory' in place && list(place.directory).length > 0;
  if (isThere) return noPythonProject(place.directory, workspace);
  const problem = checkName(name, 'service') ?? checkModuleName(name);
  if (problem) return none(problem);
  return 'problem' in place
    ? none(place.problem)
    : { kind: 'new', name, directory: place.directory };
}

/** A folder that is there without a project: its pyproject is broken, or there is none. */
function noPythonProject(
  directory: string,
  { model, read }: Pick<TreeWorkspace, 'model' | 'read'>,
): LocatedProject {
  const file = posix.join(directory, 'pyproject.toml');
  const problems = model.problems.filter((each) => 'place' in each && each.place.file === file);
  return read(file) !== undefined && problems.length > 0
    ? { kind: 'none', problems }
    : none({ kind: 'not-a-python-project', place: { file: directory } });
}

function none(problem: Problem): LocatedProject {
  return { kind: 'none', problems: [problem] };
}
