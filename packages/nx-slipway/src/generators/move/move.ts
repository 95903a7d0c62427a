import { posix } from 'node:path';
import { withoutSlash } from '../../python/projects/without-slash';

/** A folder that gets another path; both relative to the workspace root. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Returns where a path lies after the move; paths are relative to the workspace root. */
export function movedPath(path: string, { from, to }: Move): string {
  if (path === from) return to;
  return path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : path;
}

/**
 * Returns a path that is relative to the folder of its file, as it has to be after the move. What still holds stays as
 * it is written; else a `./` in front and a slash at the end are kept.
 *
 * @param dir folder of the file before the move, relative to the workspace root
 */
export function movedRelative(written: string, dir: string, move: Move): string {
  if (written === '' || posix.isAbsolute(written)) return written;
  const path = withoutSlash(posix.join(dir, written));
  const target = movedPath(path, move);
  const home = movedPath(dir, move);
  if (withoutSlash(posix.join(home, written)) === target) return written;
  const relative = posix.relative(home, target) || '.';
  const dot = written.startsWith('./') && !relative.startsWith('.') ? './' : '';
  return `${dot}${relative}${written.endsWith('/') ? '/' : ''}`;
}

/** What is known of the paths of a workspace whose files are edited for a move. */
export interface MovePaths {
  /** Whether something was at a path before the move. */
  readonly existed: (path: string) => boolean;
  /**
   * Whether something is at a path now; only where the folder has been moved already, by `git mv`: what leads somewhere
   * has been corrected.
   */
  readonly exists?: (path: string) => boolean;
}

/**
 * Whether a relative path of a moved file stays as it is, because somebody has corrected it, or because it led nowhere
 * before.
 */
export function isCorrected(
  written: string,
  dir: string,
  move: Move,
  { existed, exists }: MovePaths,
): boolean {
  if (!exists) return false;
  const [before = '', now = ''] = [dir, movedPath(dir, move)].map((home) =>
    withoutSlash(posix.join(home, written)),
  );
  // What leads into the folder is corrected by whoever names it.
  const isFollowed = movedPath(before, move) !== before && dir === movedPath(dir, move);
  return !isFollowed && (exists(now) || !existed(before));
}
