import type { Place } from '../../problems/place';
import type { Pyproject } from '../pyproject/pyproject';
import type { UvLock } from './uv-lock';

/**
 * Whether the lock's requires-python is the intersection of its projects' ranges. Checked only where all of
 * them are of the plain kind: `>=`, `<`, `~=` and `==X.*`.
 */
export function checkLockedPython(
  lock: UvLock,
  pyprojects: readonly Pyproject[],
): { readonly place: Place; readonly detail: string } | undefined {
  const declared = pyprojects.flatMap(({ requiresPython }) => requiresPython ?? []);
  const [first] = declared;
  const locked = lock.requiresPython;
  if (!first || locked === undefined) return undefined;
  const wanted = bounds(declared.map(({ range }) => range));
  const actual = bounds([locked]);
  if (!wanted || !actual || wanted === actual) return undefined;
  const ranges = [...new Set(declared.map(({ range }) => range))].join(' and ');
  const detail = `it has requires-python \`${locked}\`, not \`${ranges}\``;
  return { place: first.place, detail };
}

/** Lowest and highest version of several ranges together, as one text; nothing for an odd range. */
function bounds(ranges: readonly string[]): string | undefined {
  const clauses = ranges.flatMap((range) => range.split(',')).map((each) => clause(each.trim()));
  if (clauses.includes(undefined)) return undefined;
  const lowest = clauses
    .flatMap((each) => each?.from ?? [])
    .sort(byVersion)
    .at(-1);
  const highest = clauses
    .flatMap((each) => each?.to ?? [])
    .sort(byVersion)
    .at(0);
  return `${lowest ?? ''} ${highest ?? ''}`;
}

function clause(text: string): { readonly from?: string; readonly to?: string } | undefined {
  const [, operator, version = '', star] =
    /^(>=|<|~=|==)\s*(\d+(?:\.\d+)*)(\.\*)?$/.exec(text) ?? [];
  const plain = version.replace(/(\.0)+$/, '');
  if (operator === '>=' && !star) return { from: plain };
  if (operator === '<' && !star) return { to: plain };
  const parts = version.split('.').map(Number);
  if (operator === '==' && star) return { from: plain, to: after(parts) };
  if (operator === '~=' && !star && parts.length > 1) {
    return { from: plain, to: after(parts.slice(0, -1)) };
  }
  return undefined;
}

/** The first version above all that start so. */
function after(parts: readonly number[]): string {
  return [...parts.slice(0, -1), (parts.at(-1) ?? 0) + 1].join('.');
}

function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((each) => each.split('.').map(Number));
  const length = Math.max(left?.length ?? 0, right?.length ?? 0);
  for (let index = 0; index < length; index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
