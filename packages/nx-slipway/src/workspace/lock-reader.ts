import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Problem } from '../problems/problem';
import { checkUvLock } from '../python/check-uv-lock';
import type { PythonProject } from '../python/python-project';
import { reduceRootPyproject } from '../python/reduce-root-pyproject';
import type { Selection } from '../python/selection';
import { sliceUvLock } from '../python/slice-uv-lock';
import type { TomlTable } from '../python/toml-value';
import type { UvLock } from '../python/uv-lock';
import { parseTomlText } from './read-toml';
import { readUvLock } from './read-uv-lock';
import type { WorkspaceModel } from './workspace-model';

/** The slice of a lock for one image, as the files of the context that stands in for the stage `lock`. */
export interface LockSlice {
  readonly files?: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** Cuts slices out of the workspace's locks; each lock is read and checked once for all images. */
export type LockReader = (
  project: PythonProject,
  selection: Selection,
  closure: readonly string[],
) => LockSlice;

interface OpenLock {
  readonly lock?: UvLock;
  /** The pyproject beside the lock. */
  readonly root?: TomlTable;
  /** Why nothing can be cut from it. */
  readonly broken: readonly Problem[];
  /** Where it is older than the pyprojects. */
  readonly outdated: readonly Problem[];
}

/** A reader for the locks below a workspace's root. */
export function lockReader(workspaceRoot: string, workspace: WorkspaceModel): LockReader {
  const opened = new Map<string, OpenLock>();
  const open = (project: PythonProject): OpenLock => {
    const known = opened.get(project.lockFile) ?? openLock(workspaceRoot, project, workspace);
    opened.set(project.lockFile, known);
    return known;
  };

  return (project, selection, closure) => {
    const { lock, root, broken, outdated } = open(project);
    // What is outdated for another service's sake leaves this image as it is.
    const own = new Set([project.dir, project.lockDir, ...closure]);
    const problems = [
      ...broken,
      ...outdated.filter(
        (each) => !('place' in each) || own.has(posix.dirname(each.place?.file ?? '')),
      ),
    ];
    if (!lock || !root || problems.length > 0) {
      return { problems };
    }
    const slice = sliceUvLock(lock, selection, project.dir);
    return slice.problems.length > 0
      ? { problems: slice.problems }
      : {
          files: { 'uv.lock': slice.text, 'pyproject.toml': reduceRootPyproject(root, slice) },
          problems: [],
        };
  };
}

function openLock(
  workspaceRoot: string,
  project: PythonProject,
  { python, lockRoots, problems: found }: WorkspaceModel,
): OpenLock {
  const { lock, problems } = readUvLock(workspaceRoot, project);
  const file = posix.join(project.lockDir, 'pyproject.toml');
  const toml = parseTomlText(readFileSync(join(workspaceRoot, file), 'utf8'), file);
  const lockRoot = lockRoots.find(({ dir }) => dir === project.lockDir);
  const projects = [...python.values()];
  return {
    ...(lock && { lock }),
    ...('value' in toml && { root: toml.value }),
    broken: [...problems, ...('problem' in toml ? [toml.problem] : [])],
    // A member that cannot be read would look like one that is gone.
    outdated:
      lock && lockRoot && !found.some(({ kind }) => kind.startsWith('toml-'))
        ? checkUvLock(lock, lockRoot, { projects, lockRoots })
        : [],
  };
}
