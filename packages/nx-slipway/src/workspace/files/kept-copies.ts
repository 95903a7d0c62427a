import { copyFileSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { besidePath, leftBeside } from './beside';
import { WriteFailure } from './replace-files';
import { statIfThere } from './stat-if-there';

/** Copies of files that a tool of others is about to write in its own way. */
export interface KeptCopies {
  /** Puts back every file that is another one by now; one that did not exist is removed. */
  readonly restore: () => void;
  /** Removes the copies. */
  readonly drop: () => void;
}

const KEPT = '.nx-slipway-kept';

/**
 * Copies files before a tool that may leave them half written changes them in place, beside them, where a rename can
 * put them back also on a full disk. The copies outlive a kill: see {@link recoverCopies}.
 *
 * @param files absolute; they need not exist
 * @throws {WriteFailure} where there is no space for the copies
 */
export function keepCopies(files: readonly string[]): KeptCopies {
  const copies = files.map((path) => {
    const isThere = exists(path);
    // A link stays one: what it leads to is copied and put back.
    const file = isThere ? realpathSync(path) : path;
    return { file, copy: besidePath(file, KEPT), isThere };
  });
  const drop = (): void => {
    for (const { copy } of copies) rmSync(copy, { force: true });
  };
  for (const { file, copy, isThere } of copies) {
    try {
      if (isThere) copyFileSync(file, copy);
    } catch (error) {
      drop();
      throw new WriteFailure(file, error);
    }
  }
  return {
    drop,
    restore() {
      for (const { file, copy, isThere } of copies) {
        if (!isThere) rmSync(file, { force: true });
        else if (!isSame(file, copy)) renameSync(copy, file);
      }
      drop();
    },
  };
}

/**
 * Looks for copies that a killed process has left behind. A file that is missing or empty gets its copy back; a copy
 * that says the same as its file is removed.
 *
 * @param files absolute
 * @returns copies that differ from their files, by file: which of the two is right only the user can say
 */
export function recoverCopies(files: readonly string[]): ReadonlyMap<string, string> {
  const left = new Map<string, string>();
  for (const file of files) {
    for (const copy of leftBehind(file)) {
      if (isSame(file, copy)) rmSync(copy);
      else if (!exists(file) || statSync(file).size === 0) renameSync(copy, file);
      else left.set(file, copy);
    }
  }
  return left;
}

function leftBehind(file: string): readonly string[] {
  return leftBeside(dirname(file), KEPT)
    .filter(({ name }) => name === basename(file))
    .map(({ path }) => path);
}

function exists(file: string): boolean {
  return statIfThere(file) !== undefined;
}

function isSame(file: string, copy: string): boolean {
  return exists(file) && readFileSync(file).equals(readFileSync(copy));
}
