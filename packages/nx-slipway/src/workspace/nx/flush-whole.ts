import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '@nx/devkit';
import { ProblemsError } from '../../problems/problems-error';
import { sha256 } from '../cache/sha256';
import { replaceFiles } from '../files/replace-files';
import { writeProblem } from '../files/write-problem';

/** The module of Nx that writes what generators have changed. */
interface NxTreeModule {
  flushChanges: (root: string, changes: FileChange[]) => void;
}

/** Roots of the workspaces that generators of this package have changed in this process. */
const guarded = new Set<string>();
/** By the new content of a file, which the tree keeps as it is: digest of the file when the change was planned. */
const planned = new WeakMap<object, { readonly digest: string | undefined }>();
const wrapped = new WeakSet<object>();

/**
 * Has Nx write the changes of this generator whole: Nx itself empties a file before it writes it, so that a full disk
 * or a kill in between loses what the user had. From now on, in this process, what Nx writes into this workspace goes
 * through {@link flushWhole}. Where a version of Nx has no such function, it writes as it always does.
 *
 * Not part of Nx's devkit, which has no way to take part in the writing.
 */
export function guardFlush(
  root: string,
  changes: readonly FileChange[],
  nxTree = nxTreeModule(),
): void {
  guarded.add(root);
  for (const { path, content } of changes) {
    if (content) planned.set(content, { digest: digestOf(join(root, path)) });
  }
  if (!nxTree || wrapped.has(nxTree)) return;
  wrapped.add(nxTree);
  const { flushChanges } = nxTree;
  nxTree.flushChanges = (to, all) =>
    guarded.has(to) ? flushWhole(to, all) : flushChanges(to, all);
}

/**
 * Writes the changes of a generator: all of them or none, each file whole.
 *
 * @throws {ProblemsError} where a file cannot be written, or is another one than when the changes were planned
 */
export function flushWhole(root: string, changes: readonly FileChange[]): void {
  const stale = changes.filter(({ path, content }) => {
    const before = content ? planned.get(content) : undefined;
    const now = digestOf(join(root, path));
    // Two sync generators may make the same change; Nx writes that of one after the other.
    const isDone = content !== null && now === sha256(content);
    return before !== undefined && before.digest !== now && !isDone;
  });
  if (stale.length > 0) {
    throw new ProblemsError(
      stale.map(({ path: file }) => ({ kind: 'file-changed-meanwhile', place: { file } })),
    );
  }
  try {
    replaceFiles(
      changes.flatMap(({ path, content, options }) =>
        content === null
          ? []
          : [
              {
                file: join(root, path),
                content,
                ...(options?.mode && { mode: Number(options.mode) }),
              },
            ],
      ),
    );
  } catch (error) {
    throw new ProblemsError([writeProblem(error, root)]);
  }
  for (const { path, type } of changes) {
    if (type === 'DELETE') rmSync(join(root, path), { recursive: true, force: true });
  }
}

function digestOf(file: string): string | undefined {
  try {
    return sha256(readFileSync(file));
  } catch {
    return undefined;
  }
}

function nxTreeModule(): NxTreeModule | undefined {
  try {
    const found: Partial<NxTreeModule> = require('nx/src/generators/tree');
    return typeof found.flushChanges === 'function' ? (found as NxTreeModule) : undefined;
  } catch {
    return undefined;
  }
}
