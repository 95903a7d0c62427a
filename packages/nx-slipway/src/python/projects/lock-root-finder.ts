import { posix } from 'node:path';
import picomatch from 'picomatch';
import type { Pyproject } from '../pyproject/pyproject';
import { withoutSlash } from './without-slash';

/**
 * Finds the pyproject beside whose lock a project is locked: the nearest workspace above that has it as a
 * member, else its own. A workspace is no member of another (uv, `Workspace::discover`).
 *
 * @param all pyprojects among which workspaces are looked for
 */
export function lockRootFinder(all: readonly Pyproject[]): (pyproject: Pyproject) => Pyproject {
  const nearestFirst = all
    .filter(({ uv }) => uv.isWorkspaceRoot)
    .sort((a, b) => b.dir.length - a.dir.length)
    .map((root) => ({ root, isMember: memberMatcher(root) }));
  return (pyproject) => {
    if (pyproject.uv.isWorkspaceRoot) return pyproject;
    const nearest = nearestFirst.find(({ root }) => isBelow(pyproject.dir, root.dir));
    return nearest?.isMember(pyproject.dir) ? nearest.root : pyproject;
  };
}

function isBelow(dir: string, ancestor: string): boolean {
  return ancestor === '.' || dir.startsWith(`${ancestor}/`);
}

function memberMatcher({ dir, uv }: Pyproject): (dir: string) => boolean {
  const matches = (globs: readonly string[]) =>
    picomatch(
      globs.map((glob) => folderGlob(dir, glob)),
      { dot: true },
    );
  const [isNamed, isExcluded] = [matches(uv.members), matches(uv.exclude)];
  return (member) => isNamed(member) && !isExcluded(member);
}

/** Relative to the workspace of Nx, without `./` and a slash at the end, which uv passes over. */
function folderGlob(dir: string, glob: string): string {
  return withoutSlash(posix.join(dir, glob));
}
