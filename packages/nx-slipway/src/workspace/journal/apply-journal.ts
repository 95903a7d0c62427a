import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { removeLeftDrafts, replaceFiles } from '../files/replace-files';
import { bytesNow, type Journal, type JournalFile } from './journal';

/** Where the files of a change are. */
export type JournalState = 'before' | 'after' | 'between';

/** Files that hold what neither the time before nor the change has written, and the copies that keep it. */
export interface KeptEdit {
  /** Relative to the workspace root. */
  readonly path: string;
  readonly copy: string;
}

/** Says whether the files of a change are as before it, as after it, or neither. */
export function stateOf(workspaceRoot: string, { files }: Journal<unknown>): JournalState {
  const now = files.map((file) => [file, bytesNow(workspaceRoot, file.path)] as const);
  if (now.every(([{ before }, bytes]) => bytes === before)) return 'before';
  return now.every(([{ after }, bytes]) => after === undefined || bytes === after.at(-1))
    ? 'after'
    : 'between';
}

/**
 * Writes what a change is to write. A file that somebody has edited since keeps the edit.
 *
 * @throws {WriteFailure} for the first file that cannot be written; then none has been changed
 */
export function writeAfter(workspaceRoot: string, { files }: Journal<unknown>): void {
  removeDrafts(workspaceRoot, files);
  replaceFiles(
    files.flatMap(({ path, before, mode, after = [] }) => {
      const wanted = after.at(-1);
      const now = bytesNow(workspaceRoot, path);
      if (wanted === undefined || now === wanted) return [];
      if (now !== before && (now === null || !after.includes(now))) return [];
      const isNew = before === null && mode !== undefined;
      return [
        {
          file: join(workspaceRoot, path),
          content: Buffer.from(wanted, 'base64'),
          ...(isNew && { mode }),
        },
      ];
    }),
  );
}

/**
 * Puts every file of a change back, byte for byte, and removes those that it made. What somebody has written into one
 * of them since is kept in a copy beside it. Calling it again after a kill ends in the same place.
 *
 * @throws {WriteFailure} for the first file that cannot be written
 */
export function putBack(workspaceRoot: string, { files }: Journal<unknown>): readonly KeptEdit[] {
  removeDrafts(workspaceRoot, files);
  const changed = files.filter(({ path, before }) => bytesNow(workspaceRoot, path) !== before);
  const edits = changed.flatMap((file) => keptEdit(workspaceRoot, file));
  replaceFiles([
    ...edits.map(({ path, copy }) => ({
      file: join(workspaceRoot, copy),
      content: Buffer.from(bytesNow(workspaceRoot, path) ?? '', 'base64'),
    })),
    ...changed.flatMap(({ path, before, mode }) =>
      before === null
        ? []
        : [
            {
              file: join(workspaceRoot, path),
              content: Buffer.from(before, 'base64'),
              ...(mode !== undefined && { mode }),
            },
          ],
    ),
  ]);
  for (const { path, before } of files) {
    if (before !== null) continue;
    // Its folder may have been made, and the file not yet.
    rmSync(join(workspaceRoot, path), { force: true });
    removeEmptyFolders(workspaceRoot, dirname(path));
  }
  return edits;
}

/** A file that a tool writes may hold anything: it is kept only where nobody can tell that from an edit. */
function keptEdit(workspaceRoot: string, { path, after }: JournalFile): readonly KeptEdit[] {
  const bytes = bytesNow(workspaceRoot, path);
  if (after === undefined || bytes === null || after.includes(bytes)) return [];
  for (let number = 1; ; number += 1) {
    const name = `${basename(path)}.edited${number === 1 ? '' : `-${number}`}`;
    const copy = join(dirname(path), name);
    const held = bytesNow(workspaceRoot, copy);
    // A copy of an earlier call that was killed has the same bytes.
    if (held === null || held === bytes) return [{ path, copy }];
  }
}

/** Of a process that was killed while it wrote. */
function removeDrafts(workspaceRoot: string, files: readonly JournalFile[]): void {
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
    removeLeftDrafts(join(workspaceRoot, folder));
  }
}

function removeEmptyFolders(workspaceRoot: string, folder: string): void {
  if (folder === '.' || folder === '') return;
  const path = join(workspaceRoot, folder);
  if (existsSync(path)) {
    if (readdirSync(path).length > 0) return;
    rmdirSync(path);
  }
  removeEmptyFolders(workspaceRoot, dirname(folder));
}
