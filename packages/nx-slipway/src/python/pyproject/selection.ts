import type { Pyproject } from './pyproject';

/** What an image asks of a lock over the main dependencies of its package; all names normalised. */
export interface Selection {
  readonly package: string;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** Groups that are installed by default elsewhere, and that the Dockerfile leaves out; absent for none. */
  readonly declined?: readonly string[];
}

/** Returns what is selected of a project: its main dependencies, with extras and groups. */
export function selectionOf(
  { normalizedName = '' }: Pick<Pyproject, 'normalizedName'>,
  { extras, groups }: Pick<Selection, 'extras' | 'groups'> = { extras: [], groups: [] },
): Selection {
  return { package: normalizedName, extras, groups };
}
