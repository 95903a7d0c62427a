import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { bytesOf, textOf } from '../../workspace/files/file-text';
import { editText } from './edit-text';
import type { KeptFile } from './kept-files';
import { type Move, type MovePaths, movedPath, movedRelative } from './move';

/**
 * Returns what is known of paths before a move, by the files that are kept and by what is on disk.
 *
 * @param files where somebody has moved them already, with the paths that they had
 */
export function movePathsOf(
  tree: Tree,
  files: readonly KeptFile[],
  { isDone }: { readonly isDone: boolean },
): MovePaths {
  const isOnDisk = (path: string): boolean =>
    !path.startsWith('..') && existsSync(join(tree.root, path));
  const before = pathsOf(files.map(({ file }) => file));
  const now = pathsOf(files.map(({ file, at = file }) => at));
  return {
    existed: (path) => before.has(path) || isOnDisk(path),
    ...(isDone && { exists: (path: string) => now.has(path) || isOnDisk(path) }),
  };
}

/**
 * Moves the files of a folder in the tree and edits the paths in them and in all others. Symbolic links are left to
 * {@link moveLinks}: a tree knows none.
 *
 * @returns paths after the move of the files whose text is another one now
 */
export function moveFiles(
  tree: Tree,
  files: readonly KeptFile[],
  move: Move,
  paths: MovePaths,
): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const { file, at = file, mode, link } of files) {
    if (link !== undefined) continue;
    const target = movedPath(file, move);
    const isMoved = target !== at;
    if (target === file && !EDITED.test(file)) continue;
    const bytes = tree.read(at);
    if (bytes === null) continue;
    const text = bytes.includes(0) ? undefined : textOf(bytes);
    const edited = text === undefined ? text : editText({ file, text }, move, paths);
    const content = edited === text || edited === undefined ? bytes : bytesOf(edited);
    if (edited !== text) changed.add(target);
    if (isMoved) {
      tree.write(target, content, mode === undefined ? {} : { mode });
      tree.delete(at);
    } else if (edited !== text) {
      tree.write(at, content, mode === undefined ? {} : { mode });
    }
  }
  return changed;
}

/** Files outside of the moved folder that name it. */
const EDITED =
  /(?:^|\/)(?:Dockerfile|[^/]*\.[Dd]ockerfile|[^/]*\.dockerignore|pyproject\.toml|requirements[\w.-]*\.(?:txt|in)|project\.json|nx\.json|uv\.lock|poetry\.lock)$/;

/** Moves the symbolic links of a folder on disk, and lets those that lead out of it lead there from the new one. */
export function moveLinks(root: string, files: readonly KeptFile[], move: Move): void {
  for (const { file, at = file, link } of files) {
    const target = movedPath(file, move);
    if (link === undefined || target === at) continue;
    mkdirSync(dirname(join(root, target)), { recursive: true });
    symlinkSync(movedRelative(link, posix.dirname(file), move), join(root, target));
    rmSync(join(root, file), { force: true });
  }
}

function pathsOf(files: readonly string[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => [file, ...parentsOf(file)]));
}

function parentsOf(file: string): readonly string[] {
  const parent = posix.dirname(file);
  return parent === '.' ? [parent] : [parent, ...parentsOf(parent)];
}
