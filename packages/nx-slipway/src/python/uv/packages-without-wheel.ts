import type { LockedFile } from '../pyproject/locked-file';
import type { Selection } from '../pyproject/selection';
import { wheelFits } from '../wheels/wheel-fits';
import type { UvLock, UvLockPackage } from './uv-lock';
import { uvLockClosure } from './uv-lock-closure';

/** A locked package that has nothing to install on a Python. */
export interface PackageWithoutWheel {
  readonly name: string;
  readonly version?: string;
  /** Python tags of the wheels there are, sorted: `cp310`, `cp311`. */
  readonly tags: readonly string[];
  /** Line of its block in the lock, counted from 1. */
  readonly line: number;
}

/**
 * The packages of an image that are locked as wheels for other Pythons on Linux and without a source
 * distribution, in the lock's order. Markers are not looked at: one of them may be needed by no Python
 * but the other.
 *
 * @param python `3.13`, with or without a patch release
 */
export function packagesWithoutWheel(
  lock: UvLock,
  selection: Selection,
  python: string,
): readonly PackageWithoutWheel[] {
  const reached = [...(uvLockClosure(lock, selection, '.').closure?.extras.keys() ?? [])];
  const isStuck = ({ files }: UvLockPackage): boolean =>
    files.every(isWheel) &&
    files.some(({ name }) => wheelFits(name)) &&
    !files.some(({ name }) => wheelFits(name, python));
  return reached
    .filter(isStuck)
    .filter(({ name }) => reached.every((other) => other.name !== name || isStuck(other)))
    .map((found) => ({
      name: found.name,
      ...(found.version !== undefined && { version: found.version }),
      tags: tagsOf(found.files),
      line: found.line,
    }))
    .sort((a, b) => a.line - b.line);
}

function isWheel({ name }: LockedFile): boolean {
  return name.endsWith('.whl');
}

function tagsOf(files: readonly LockedFile[]): readonly string[] {
  const tags = files
    .filter(({ name }) => isWheel({ name }) && wheelFits(name))
    .flatMap(({ name }) => name.split('-').at(-3) ?? []);
  return [...new Set(tags)].sort();
}
