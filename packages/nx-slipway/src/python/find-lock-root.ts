import { posix } from 'node:path';
import picomatch from 'picomatch';
import type { Pyproject } from './pyproject';

/**
 * The pyproject beside whose lock a project is locked: the nearest workspace above that has it as a
 * member, else its own. A workspace is no member of another (uv, `Workspace::discover`).
 */
export function findLockRoot(pyproject: Pyproject, all: readonly Pyproject[]): Pyproject {
  if (pyproject.uv.isWorkspaceRoot) return pyproject;
  const [nearest] = all
    .filter((each) => each.uv.isWorkspaceRoot && isBelow(pyproject.dir, each.dir))
    .sort((a, b) => b.dir.length - a.dir.length);
  return nearest && isMember(pyproject.dir, nearest) ? nearest : pyproject;
}

function isBelow(dir: string, ancestor: string): boolean {
  return ancestor === '.' || dir.startsWith(`${ancestor}/`);
}

function isMember(dir: string, root: Pyproject): boolean {
  const matches = (globs: readonly string[]) =>
    globs.some((glob) => picomatch.isMatch(dir, folderGlob(root.dir, glob), { dot: true }));
  return matches(root.uv.members) && !matches(root.uv.exclude);
}

/** Relative to the workspace of Nx, without `./` and a slash at the end, which uv passes over. */
function folderGlob(dir: string, glob: string): string {
  return posix.join(dir, glob).replace(/\/$/, '');
}
