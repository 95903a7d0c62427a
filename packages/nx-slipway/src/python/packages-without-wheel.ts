import type { Selection } from './selection';
import type { UvLock, UvLockPackage } from './uv-lock';
import { uvLockClosure } from './uv-lock-closure';
import { wheelFits } from './wheel-fits';

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
  const isStuck = (found: UvLockPackage): boolean => {
    const wheels = wheelsOf(found, lock);
    return (
      !found.parts.has('sdist') &&
      wheels.some((file) => wheelFits(file)) &&
      !wheels.some((file) => wheelFits(file, python))
    );
  };
  return reached
    .filter(isStuck)
    .filter(({ name }) => reached.every((other) => other.name !== name || isStuck(other)))
    .map((found) => ({
      name: found.name,
      ...(found.version !== undefined && { version: found.version }),
      tags: tagsOf(wheelsOf(found, lock)),
      line: found.line,
    }))
    .sort((a, b) => a.line - b.line);
}

function wheelsOf({ parts }: UvLockPackage, { text }: UvLock): readonly string[] {
  const range = parts.get('wheels');
  return range
    ? [...text.slice(range.start, range.end).matchAll(/([^/"\s]+\.whl)[#"]/g)].map(
        ([, file = '']) => file,
      )
    : [];
}

function tagsOf(wheels: readonly string[]): readonly string[] {
  const tags = wheels.filter((file) => wheelFits(file)).flatMap((file) => file.split('-').at(-3));
  return [...new Set(tags)].flatMap((tag) => tag ?? []).sort();
}
