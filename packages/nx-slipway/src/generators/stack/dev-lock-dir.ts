/**
 * The lock the stage `dev` installs from: the workspace root's, which most workspaces have or will
 * have; where locks lie elsewhere only, the first of them.
 */
export function devLockDir(lockRoots: readonly { readonly dir: string }[]): string {
  const dirs = lockRoots.map(({ dir }) => dir).sort();
  return dirs.includes('.') ? '.' : (dirs[0] ?? '.');
}
