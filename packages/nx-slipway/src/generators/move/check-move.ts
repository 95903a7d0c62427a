import { posix } from 'node:path';
import type { Problem } from '../../problems/problem';
import { withoutSlash } from '../../python/projects/without-slash';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { normalizeDirectory } from '../normalize-directory';
import { projectAt } from '../project-at';
import { findProject } from '../service/project/find-project';
import type { Move } from './move';
import type { MoveSchema } from './schema';

/** A move that can be made. */
export interface PlannedMove extends Move {
  readonly project: PythonProject;
  /** Whether somebody has moved the folder already: `project` is in the new one. */
  readonly isDone: boolean;
  /** Nx name before and after. */
  readonly before: string;
  readonly after: string;
}

/** Plans a move, or says why it cannot be made; nothing is written before. */
export function checkMove(
  schema: MoveSchema,
  { model, projects, list, read }: Pick<TreeWorkspace, 'model' | 'projects' | 'list' | 'read'>,
): { readonly planned: PlannedMove } | { readonly problems: readonly Problem[] } {
  const wanted = withoutSlash(schema.project.trim());
  const { projects: found, nearest } = findProject(wanted, model.python, projects);
  const [project] = found;
  const moved = project ? undefined : movedByHand();
  if (moved) return { planned: moved };
  if (!project) {
    const root = projects.get(wanted);
    return refuse(
      root === undefined
        ? { kind: 'move-project-unknown', name: wanted, ...(nearest !== undefined && { nearest }) }
        : { kind: 'move-not-python', place: { file: root } },
    );
  }
  if (found.length > 1) {
    const folders = found.map(({ dir }) => dir);
    return refuse({ kind: 'move-project-ambiguous', name: wanted, folders });
  }
  const from = project.dir;
  const before = projectAt(projects, from) ?? wanted;
  const after = schema.name?.trim() || before;
  if (from === '.') return refuse({ kind: 'move-root-project', name: before });
  const place =
    schema.directory === undefined
      ? { directory: from }
      : normalizeDirectory(schema.directory.trim());
  if ('problem' in place) return refuse(place.problem);
  const to = place.directory;
  const problem = checkName(after, from, projects) ?? checkPlace({ from, to });
  return problem
    ? refuse(problem)
    : { planned: { project, from, to, before, after, isDone: false } };

  /** The given folder is gone, and the new one holds a project. */
  function movedByHand(): PlannedMove | undefined {
    const [given, place] = [wanted, schema.directory ?? ''].map(normalizeDirectory);
    if (!given || !('directory' in given) || !place || !('directory' in place)) return undefined;
    const [from, to] = [given.directory, place.directory];
    const there = model.python.get(to);
    if (!there || read(posix.join(from, 'pyproject.toml')) !== undefined) return undefined;
    const before = projectAt(projects, to) ?? posix.basename(to);
    return { project: there, from, to, before, after: before, isDone: true };
  }

  function checkPlace({ from: old, to: directory }: Move): Problem | undefined {
    if (directory === old) {
      return after === before ? { kind: 'move-same-place', name: before, directory } : undefined;
    }
    if (directory.startsWith(`${old}/`))
      return { kind: 'move-inside-itself', directory, from: old };
    if (list(directory).length > 0 || read(directory) !== undefined) {
      return { kind: 'move-folder-exists', directory };
    }
    const owner = [...projects].find(
      ([, root]) => root !== old && root !== '.' && directory.startsWith(`${root}/`),
    );
    if (owner) {
      return { kind: 'move-inside-project', directory, project: owner[0], root: owner[1] };
    }
    const file = parents(directory).find((parent) => read(parent) !== undefined);
    return file === undefined ? undefined : { kind: 'move-folder-exists', directory: file };
  }
}

function checkName(
  name: string,
  from: string,
  projects: ReadonlyMap<string, string>,
): Problem | undefined {
  if (!/^(?:@[\w.-]+\/)?[A-Za-z0-9][\w.-]*$/.test(name)) {
    const expected = 'a name of letters, digits, `-`, `_` and `.`: --name=billing';
    return { kind: 'generator-option-invalid', option: 'name', value: name, expected };
  }
  const root = projects.get(name);
  return root === undefined || root === from
    ? undefined
    : { kind: 'name-taken', name, place: { file: root } };
}

function parents(folder: string): readonly string[] {
  const parent = posix.dirname(folder);
  return parent === '.' ? [] : [parent, ...parents(parent)];
}

function refuse(problem: Problem): { readonly problems: readonly Problem[] } {
  return { problems: [problem] };
}
