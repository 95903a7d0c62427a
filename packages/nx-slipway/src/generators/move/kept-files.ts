import { existsSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Tree, visitNotIgnoredFiles } from '@nx/devkit';
import { filesCommand } from '../../git/git-commands';
import type { RunCommand } from '../../process/run-command';
import { lstatIfThere } from '../../workspace/files/stat-if-there';

/** What Python's tools and Nx leave in source folders; nobody moves it, whether git ignores it or not. */
const CACHES =
  /(?:^|\/)(?:\.venv|__pycache__|node_modules|\.nx|\.git|\.(?:mypy|pytest|ruff)_cache|[^/]*\.egg-info)\/|\.py[cod]$/;

/** One file of a workspace. */
export interface KeptFile {
  /** Relative to the workspace root. */
  readonly file: string;
  /** Where it is by now, if somebody has moved it already; {@link file} is its path before. */
  readonly at?: string;
  /** Of an executable file; absent for any other. */
  readonly mode?: number;
  /** Where a symbolic link leads, as it is written; absent for a file. */
  readonly link?: string;
}

/**
 * Returns the files below a folder that git tracks or does not ignore, with those that the tree holds and the disk does
 * not, sorted. Without git, those that Nx does not ignore.
 *
 * @param folder relative to the workspace root; `.` for all of it
 */
export async function keptFiles(
  tree: Tree,
  folder: string,
  run: RunCommand,
): Promise<readonly KeptFile[]> {
  const known = await filesOfGit(tree.root, folder, run);
  const isBelow = (file: string): boolean => folder === '.' || file.startsWith(`${folder}/`);
  const files = new Set(known);
  for (const { path, type } of tree.listChanges()) {
    if (type !== 'DELETE' && isBelow(path)) files.add(path);
  }
  if (!known) {
    visitNotIgnoredFiles(tree, folder, (file) => {
      const path = file.replaceAll('\\', '/');
      if (!CACHES.test(path)) files.add(path);
    });
  }
  return [...files].sort().flatMap((file) => fileAt(tree, file) ?? []);
}

async function filesOfGit(
  root: string,
  folder: string,
  run: RunCommand,
): Promise<readonly string[] | undefined> {
  // A tree in memory, of a test, has no folder.
  if (!existsSync(root)) return undefined;
  const { exitCode, stdout } = await run(filesCommand(root, folder));
  if (exitCode !== 0) return undefined;
  return stdout
    .split('\0')
    .filter((entry) => entry !== '' && (entry.startsWith('H ') || !CACHES.test(entry)))
    .map((entry) => entry.slice(2));
}

function fileAt(tree: Tree, file: string): KeptFile | undefined {
  const path = join(tree.root, file);
  const stat = lstatIfThere(path);
  if (stat?.isSymbolicLink()) return { file, link: readlinkSync(path) };
  // A file of the index may be gone, and a submodule is a folder.
  if (!tree.isFile(file)) return undefined;
  return stat && (stat.mode & 0o111) !== 0 ? { file, mode: stat.mode & 0o777 } : { file };
}
