import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { linkEnd } from '../files/link-end';
import { replaceFiles } from '../files/replace-files';

/** A file of a change that can be undone. */
export interface JournalFile {
  /** Relative to the workspace root. */
  readonly path: string;
  /** Base64 of what it held; null for one that did not exist. */
  readonly before: string | null;
  /** Permissions before; of one that did not exist those that it gets, where they are not the usual ones. */
  readonly mode?: number;
  /**
   * Base64 of what it is to hold: the last one counts, and those before it were written on the way. Absent where a
   * tool writes it, as an installer writes a lock.
   */
  readonly after?: readonly string[];
}

/** A change of several files that is under way, with all that it takes to finish or to undo it. */
export interface Journal<Subject> {
  /** Another number for another shape. */
  readonly format: 1;
  /** When it began, in ISO 8601. */
  readonly started: string;
  /** What the change is about, for whoever finishes it. */
  readonly subject: Subject;
  readonly files: readonly JournalFile[];
}

/** Where the journal of a workspace is, and whose files it is about. */
export interface JournalPlace {
  /** Absolute. */
  readonly file: string;
  /** Absolute. */
  readonly workspaceRoot: string;
}

/** A file and what it is to hold. */
export interface PlannedFile {
  /** Relative to the workspace root. */
  readonly path: string;
  readonly content: Uint8Array;
  /** Permissions, if it is a new file. */
  readonly mode?: number;
}

/** Returns a journal of files as they are now. @param others written by tools, relative to the workspace root */
export function draftJournal<Subject>(
  { workspaceRoot }: Pick<JournalPlace, 'workspaceRoot'>,
  subject: Subject,
  {
    files,
    others = [],
  }: { readonly files: readonly PlannedFile[]; readonly others?: readonly string[] },
): Journal<Subject> {
  const known = new Set(files.map(({ path }) => path));
  const planned = files.map(
    ({ path, content, mode }): JournalFile => ({
      ...(mode !== undefined && { mode }),
      ...fileBefore(workspaceRoot, path),
      after: [Buffer.from(content).toString('base64')],
    }),
  );
  const written = others
    .filter((path) => !known.has(path))
    .map((path) => fileBefore(workspaceRoot, path));
  return {
    ...{ format: 1, started: new Date().toISOString(), subject },
    files: [...planned, ...written],
  };
}

/** Writes a journal whole, for this user alone: the files in it may be as private as they like. */
export function writeJournal({ file }: JournalPlace, journal: Journal<unknown>): void {
  replaceFiles([{ file, content: `${JSON.stringify(journal)}\n`, mode: 0o600 }]);
}

/** Reads the journal of a change that was not finished; undefined without one, `broken` for one that nobody can read. */
export function readJournal<Subject>({
  file,
}: Pick<JournalPlace, 'file'>): Journal<Subject> | 'broken' | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'broken';
  }
  try {
    const journal = JSON.parse(text) as Partial<Journal<Subject>> | null;
    return journal?.format === 1 && Array.isArray(journal.files)
      ? (journal as Journal<Subject>)
      : 'broken';
  } catch {
    return 'broken';
  }
}

/** Removes a journal: the change is as finished as it will be. */
export function removeJournal({ file }: Pick<JournalPlace, 'file'>): void {
  rmSync(file, { force: true });
}

/** Bytes of a file of a journal now; null without one. */
export function bytesNow(workspaceRoot: string, path: string): string | null {
  try {
    return readFileSync(join(workspaceRoot, path)).toString('base64');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function fileBefore(workspaceRoot: string, path: string): JournalFile {
  const before = bytesNow(workspaceRoot, path);
  if (before === null) return { path, before };
  const { mode } = statSync(linkEnd(join(workspaceRoot, path)));
  return { path, before, mode: mode & 0o7777 };
}
