import type { LockRoot } from '../../python/pyproject/python-project';

/**
 * Folder of the uv lock the stage `dev` installs from: the workspace root's, which most workspaces have
 * or will have; where locks lie elsewhere only, the first of them. Undefined for a workspace of other
 * installers alone, each project of which has a lock of its own.
 */
export function devLockDir(
  lockRoots: readonly Pick<LockRoot, 'dir' | 'installer'>[],
): string | undefined {
  const dirs = lockRoots.filter(({ installer }) => installer === 'uv').map(({ dir }) => dir);
  if (dirs.includes('.') || lockRoots.length === 0) return '.';
  return dirs.sort()[0];
}
