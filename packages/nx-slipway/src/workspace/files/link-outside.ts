import { realpathSync } from 'node:fs';
import { basename, dirname, join, posix, relative } from 'node:path';
import { linkEnd } from './link-end';
import { lstatIfThere } from './stat-if-there';

/**
 * Finds the symbolic link by which a file would be written outside of the workspace: a folder on the way to it, or
 * the file itself.
 *
 * @param file relative to the workspace root; neither it nor its folder need exist
 * @returns the link, relative to the workspace root; undefined where the file lies inside
 */
export function linkOutside(workspaceRoot: string, file: string): string | undefined {
  const root = realpathSync(workspaceRoot);
  const names = posix.normalize(file).split('/');
  for (let depth = 1; depth <= names.length; depth += 1) {
    const path = names.slice(0, depth).join('/');
    const full = join(workspaceRoot, path);
    const found = lstatIfThere(full);
    if (!found) return undefined;
    if (found.isSymbolicLink() && !isWithin(root, endOf(full))) return path;
  }
  return undefined;
}

/** Where a link really leads, also one to something that does not exist yet. */
function endOf(link: string): string {
  const end = linkEnd(link);
  try {
    return join(realpathSync(dirname(end)), basename(end));
  } catch {
    return end;
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith('../') && !way.startsWith('..\\');
}
