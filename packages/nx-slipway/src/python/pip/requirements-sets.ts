import { posix } from 'node:path';
import { normalizeName } from '../pep508/normalize-name';
import type { RequirementsFile } from './requirements-file';

/** What requirements files say, by path relative to the workspace root. */
export type RequirementsFiles = ReadonlyMap<string, RequirementsFile>;

/** Path of the requirements file of a group beside a pyproject, or of the main dependencies. */
export function requirementsPath(dir: string, group?: string): string {
  return posix.join(dir, group === undefined ? 'requirements.txt' : `requirements-${group}.txt`);
}

/** Groups that have a requirements file in a folder; sorted. */
export function requirementsGroups(dir: string, files: RequirementsFiles): readonly string[] {
  return [...files.keys()]
    .filter((file) => posix.dirname(file) === dir)
    .flatMap((file) => /(?:^|\/)requirements-([^/]+)\.txt$/.exec(file)?.[1] ?? [])
    .filter((group) => group === normalizeName(group))
    .sort();
}

/** The path that `-r` or `-c` means: it is relative to the folder of the file that names it. */
export function nestedPath(file: string, path: string): string {
  return /^[a-z]+:\/\//.test(path) ? path : posix.join(posix.dirname(file), path);
}

/**
 * Returns all that a file names by `-r` and `-c`, directly or through others, without itself; sorted. A file
 * that is not known is named, and not looked into.
 *
 * @param by `-r` for those alone that a `-r` names, in whichever file: pip installs them
 */
export function nestedFiles(
  file: string,
  lookUp: (file: string) => RequirementsFile | undefined,
  by: 'both' | '-r' = 'both',
): readonly string[] {
  const reached = new Set([file]);
  const named = new Set<string>();
  for (const each of reached) {
    for (const line of lookUp(each)?.lines ?? []) {
      if (line.kind !== 'file') continue;
      const path = nestedPath(each, line.path);
      reached.add(path);
      if (by === 'both' || !line.isConstraints) named.add(path);
    }
  }
  named.delete(file);
  return [...named].sort();
}
