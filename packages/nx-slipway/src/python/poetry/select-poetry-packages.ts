import { reduceMarker } from '../pep508/reduce-marker';
import type { Selection } from '../pyproject/selection';
import type { PoetryLock, PoetryLockPackage } from './poetry-lock';

/** A package of a lock that a selection installs on some platform. */
export interface SelectedPackage {
  readonly locked: PoetryLockPackage;
  /** Without what is settled by the selection; absent where it is installed everywhere. */
  readonly marker?: string;
}

/**
 * The packages of a lock of version 2.1 that Poetry installs for the main dependencies and the
 * selected groups and extras: one of their groups is asked for, and its marker may hold (Poetry 2,
 * `Transaction.calculate_operations`). Directories are among them.
 */
export function selectPoetryPackages(
  { packages }: PoetryLock,
  { extras, groups }: Omit<Selection, 'package'>,
): readonly SelectedPackage[] {
  const selected = new Set(['main', ...groups]);
  return packages.flatMap((locked): readonly SelectedPackage[] => {
    const markers = locked.groups
      .filter((group) => selected.has(group))
      .map((group) => reduceMarker(locked.markers.get(group) ?? '', extras))
      .filter((marker) => marker !== false);
    if (markers.length === 0) return [];
    // Groups are asked for together, so that one of their markers is enough.
    const texts = markers.flatMap((marker) => (marker === true || marker === '' ? [] : marker));
    const all = [...new Set(texts)].sort();
    if (texts.length < markers.length) return [{ locked }];
    return [{ locked, marker: all.length === 1 ? `${all[0]}` : `(${all.join(') or (')})` }];
  });
}
