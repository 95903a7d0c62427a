import type { Selection } from '../pyproject/selection';
import type { UvLock } from './uv-lock';
import { uvLockClosure } from './uv-lock-closure';
import { isLocalProject } from './uv-lock-source';

/** A third-party package of an image. */
export interface LockedPackage {
  /** Normalised. */
  readonly name: string;
  readonly version?: string;
  /** Extras that are installed with it on some platform; sorted. */
  readonly extras: readonly string[];
}

/**
 * The third-party packages that a lock holds for an image, on any platform; sorted by name. One of
 * which the lock holds several versions is there several times.
 */
export function lockedPackages(lock: UvLock, selection: Selection): readonly LockedPackage[] {
  const { closure } = uvLockClosure(lock, selection, '.');
  return [...(closure?.extras ?? [])]
    .filter(([found]) => !isLocalProject(found.source))
    .map(([{ name, version }, extras]) => ({
      name,
      ...(version !== undefined && { version }),
      extras: [...extras].sort(),
    }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version ?? '', b.version ?? ''));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
