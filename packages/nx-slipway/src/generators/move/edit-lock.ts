import { posix } from 'node:path';
import type { MovedText } from './edit-toml';
import { isCorrected, type Move, type MovePaths, movedRelative } from './move';

/** How uv's lock writes a folder or an archive on disk. */
const UV_PATH = /\b((?:editable|virtual|directory|path) = ")([^"\\]*)(?=")/g;

/** How Poetry's lock writes one: after the type of the source. */
const POETRY_PATH = /^(type = "(?:directory|file)"\r?\nurl = ")([^"\\]*)(?=")/gm;

/**
 * Returns a uv.lock or poetry.lock with its paths as they have to be after a move, versions and hashes as they were. uv
 * looks for the projects of a lock where it names them, before it locks again, and fails where one is missing.
 */
export function editLock({ file, text }: MovedText, move: Move, paths: MovePaths): string {
  const dir = posix.dirname(file);
  const pattern = posix.basename(file) === 'uv.lock' ? UV_PATH : POETRY_PATH;
  return text.replace(pattern, (whole, head, path) =>
    isCorrected(path, dir, move, paths) ? whole : head + movedRelative(path, dir, move),
  );
}
