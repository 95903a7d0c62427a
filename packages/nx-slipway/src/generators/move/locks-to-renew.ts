import { posix } from 'node:path';
import type { PythonProject } from '../../python/pyproject/python-project';
import { type Move, movedPath } from './move';

/** What decides which locks are made again; all of it after the move. */
export interface LockFacts {
  readonly python: Iterable<PythonProject>;
  /** Files whose text is another one now. */
  readonly changed: ReadonlySet<string>;
  readonly read: (file: string) => string | undefined;
}

/**
 * Returns a project for each lock that has to be made again after a move: one that holds the old folder or a path from
 * it, or that belongs to a pyproject with other paths now. Requirements files of pip hold no paths but those that are
 * edited.
 */
export function locksToRenew(
  move: Move,
  { python, changed, read }: LockFacts,
): readonly PythonProject[] {
  const { from, to } = move;
  const byLock = new Map<string, PythonProject[]>();
  for (const project of python) {
    if (project.installer === 'pip' || !project.hasLock) continue;
    byLock.set(project.lockFile, [...(byLock.get(project.lockFile) ?? []), project]);
  }
  return [...byLock].flatMap(([file, projects]) => {
    const [project] = projects;
    if (!project) return [];
    const lock = read(file) ?? '';
    const { lockDir } = project;
    // The lock itself may have been moved.
    const oldDir = movedPath(lockDir, { from: to, to: from });
    const old = posix.relative(oldDir, from);
    const names = old !== '' && (lock.includes(`"${old}"`) || lock.includes(`"${old}/`));
    const leadsOut = (lockDir === to || lockDir.startsWith(`${to}/`)) && lock.includes('"../');
    const files = [
      posix.join(lockDir, 'pyproject.toml'),
      ...projects.map((each) => each.pyproject.file),
    ];
    return names || leadsOut || files.some((each) => changed.has(each)) ? [project] : [];
  });
}
