import { posix } from 'node:path';
import type { PythonProblem } from '../problems/python-problem';
import { findLocalDependencies } from './find-local-dependencies';
import { findLockRoot } from './find-lock-root';
import { imageClosure } from './image-closure';
import type { Pyproject } from './pyproject';
import type { LockRoot, PythonProject, PythonProjects } from './python-project';

/**
 * Puts the pyprojects of a workspace together: which of them are projects, beside which lock each is
 * locked, and which need which.
 *
 * @param lockFiles paths of the locks that exist, relative to the workspace root
 */
export function planPythonProjects(
  pyprojects: readonly Pyproject[],
  lockFiles: ReadonlySet<string>,
): PythonProjects & { readonly problems: readonly PythonProblem[] } {
  const named = [...pyprojects]
    .filter((each) => each.name !== undefined || each.uv.isWorkspaceRoot)
    .sort((a, b) => (a.dir < b.dir ? -1 : 1));
  const roots = new Map(named.map((each) => [each, findLockRoot(each, named)]));
  const byDir = new Map(named.filter(makesProject).map((each) => [each.dir, each]));
  const members = membersByRoot([...byDir.values()], roots);
  const found = new Map(
    named.map((each) => {
      const root = roots.get(each) ?? each;
      return [
        each,
        findLocalDependencies(each, { root, members: members.get(root) ?? new Map(), byDir }),
      ];
    }),
  );
  const unclosed = [...byDir.values()].map((pyproject): PythonProject => {
    const lockDir = (roots.get(pyproject) ?? pyproject).dir;
    const lockFile = posix.join(lockDir, 'uv.lock');
    return {
      dir: pyproject.dir,
      pyproject,
      installer: 'uv',
      lockDir,
      lockFile,
      hasLock: lockFiles.has(lockFile),
      dependencies: found.get(pyproject)?.dependencies ?? [],
      devDependencies: found.get(pyproject)?.devDependencies ?? [],
      closure: [],
    };
  });
  const lockRoots = [...new Set(roots.values())].map(
    (pyproject): LockRoot => ({
      dir: pyproject.dir,
      pyproject,
      projects: unclosed.filter((each) => each.lockDir === pyproject.dir).map((each) => each.dir),
      devDependencies: found.get(pyproject)?.devDependencies ?? [],
    }),
  );
  const plan = { projects: unclosed, lockRoots };
  return {
    projects: unclosed.map((each) => ({ ...each, closure: imageClosure(plan, each.dir) })),
    lockRoots,
    problems: [...found.values()].flatMap((each) => each.problems),
  };
}

/** The members of each lock root by their normalised names. */
function membersByRoot(
  pyprojects: readonly Pyproject[],
  roots: ReadonlyMap<Pyproject, Pyproject>,
): ReadonlyMap<Pyproject, ReadonlyMap<string, Pyproject>> {
  const members = new Map<Pyproject, Map<string, Pyproject>>();
  for (const each of pyprojects) {
    const root = roots.get(each);
    if (root && each.normalizedName !== undefined) {
      members.set(root, (members.get(root) ?? new Map()).set(each.normalizedName, each));
    }
  }
  return members;
}

/** A root that only holds a workspace together, or a file with settings of tools alone, is none. */
export function makesProject({ name, uv, isPackage }: Pyproject): boolean {
  return name !== undefined && (isPackage || !uv.isWorkspaceRoot);
}
