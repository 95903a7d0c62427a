import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { besidePath, leftBeside } from './beside';
import { linkEnd } from './link-end';
import { statIfThere } from './stat-if-there';

/** A file and all that it is to hold. */
export interface FileContent {
  /** Absolute; its folder need not exist yet. */
  readonly file: string;
  readonly content: string | Uint8Array;
  /** Permissions. Default: those of the file that is replaced. */
  readonly mode?: number;
}

/** How a file is written. */
export interface WriteOptions {
  /**
   * False for files of a cache: they need not outlive a power failure, and the cache itself removes what killed
   * processes leave behind. Default: true.
   */
  readonly durable?: boolean;
}

/** Thrown where a file could not be written. Then none has been changed. */
export class WriteFailure extends Error {
  override readonly name = 'WriteFailure';
  /** Absolute. */
  readonly file: string;
  /** The operating system's: `ENOSPC`. */
  readonly code: string;

  constructor(file: string, error: unknown) {
    super(error instanceof Error ? error.message : String(error));
    this.file = file;
    this.code = (error as NodeJS.ErrnoException).code ?? '';
  }
}

/**
 * Writes files so that each of them is the old one or the new one whole, whatever happens meanwhile: everything is
 * written beside them first, and only when all of it is on the disk do renames put it in place. Permissions and owners
 * stay. A symbolic link stays a link: the file that it leads to is replaced.
 *
 * @throws {WriteFailure} for the first file that cannot be written, also for one without a write permission
 */
export function replaceFiles(
  files: readonly FileContent[],
  { durable = true }: WriteOptions = {},
): void {
  const drafts: { readonly draft: string; readonly target: string }[] = [];
  const folders: string[] = [];
  const undo = (): void => {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    for (const folder of folders.reverse()) rmSync(folder, { recursive: true, force: true });
  };
  for (const { file, content, mode } of files) {
    try {
      const target = linkEnd(file);
      const before = statIfThere(target);
      if (before) checkWritable(target, before);
      const made = mkdirSync(dirname(target), { recursive: true });
      if (made !== undefined) folders.push(made);
      if (durable) removeLeftDrafts(dirname(target));
      const draft = besidePath(target, DRAFT);
      drafts.push({ draft, target });
      // Some file systems say only when it is flushed that there is no space left.
      writeFileSync(draft, content, { flush: durable, ...(mode !== undefined && { mode }) });
      if (before) keepOwner(draft, before);
      const permissions = mode ?? (before && before.mode & 0o7777);
      if (permissions !== undefined) chmodSync(draft, permissions);
    } catch (error) {
      undo();
      throw new WriteFailure(file, error);
    }
  }
  for (const { draft, target } of drafts) {
    try {
      renameSync(draft, target);
    } catch (error) {
      undo();
      throw new WriteFailure(target, error);
    }
  }
}

const DRAFT = '.nx-slipway-draft';

/** Removes drafts of processes that were killed while they wrote. @param folder absolute; it need not exist */
export function removeLeftDrafts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const { path } of leftBeside(folder, DRAFT)) rmSync(path);
}

/**
 * A rename does not ask for a permission to write the file that it replaces, so this does. Root may write every file:
 * for root as for others a file without any write permission is one that nobody is to change.
 */
function checkWritable(target: string, { mode }: Stats): void {
  // Opened without being changed: also an immutable file, a folder and a read-only disk refuse this.
  closeSync(openSync(target, 'r+'));
  if ((mode & 0o222) === 0) {
    throw Object.assign(new Error('no write permission'), { code: 'EACCES' });
  }
}

function keepOwner(draft: string, { uid, gid }: Stats): void {
  const draftStat = statSync(draft);
  if (draftStat.uid === uid && draftStat.gid === gid) return;
  try {
    chownSync(draft, uid, gid);
  } catch {
    // Only root may give a file away; whoever may write the folder may own what is in it.
  }
}
