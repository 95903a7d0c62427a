import { posix } from 'node:path';
import type { PythonProject } from '../../python/pyproject/python-project';

/**
 * Returns a project for each lock that has to be made again after a move: one that holds other paths now, or that belongs
 * to a pyproject with other paths. Requirements files of pip hold no paths but those that are edited.
 *
 * @param python all projects after the move
 * @param changed files whose text is another one now
 */
export function locksToRenew(
  python: Iterable<PythonProject>,
  changed: ReadonlySet<string>,
): readonly PythonProject[] {
  const byLock = new Map<string, PythonProject>();
  for (const project of python) {
    const { installer, hasLock, lockDir, lockFile, pyproject } = project;
    const files = [lockFile, posix.join(lockDir, 'pyproject.toml'), pyproject.file];
    const isTouched = installer !== 'pip' && hasLock && files.some((file) => changed.has(file));
    if (isTouched) byLock.set(lockFile, project);
  }
  return [...byLock.values()];
}
