import { posix } from 'node:path';
import { satisfies, valid } from '@renovatebot/pep440';
import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { Pyproject, Requirement } from '../pyproject/pyproject';
import type { PoetryLock, PoetryLockPackage } from './poetry-lock';

/**
 * What in a pyproject is newer than its lock. Poetry tells by the content-hash (Poetry 2,
 * `Locker.is_fresh`); what surely differs is named: requirements that are not locked, or to a version
 * they do not allow, and extras. The hash says nothing of the requirements of path dependencies, which
 * are looked at as well.
 *
 * @param pyproject as Poetry reads it
 * @param libraries the projects of the workspace by folder
 */
export function checkPoetryLock(
  lock: PoetryLock,
  pyproject: Pyproject,
  options: {
    readonly contentHashes: { readonly current: string; readonly old: string };
    readonly libraries: (dir: string) => Pyproject | undefined;
  },
): readonly PythonProblem[] {
  const { contentHashes, libraries } = options;
  const { dir, place: head } = pyproject;
  const fresh = [contentHashes.current, ...(lock.isOld ? [contentHashes.old] : [])];
  const isFresh = lock.contentHash !== undefined && fresh.includes(lock.contentHash);
  const found = [...(isFresh ? [] : ownDifferences()), ...libraryDifferences()];
  // A requirement may be in several extras.
  const each = [...new Map(found.map((problem) => [JSON.stringify(problem), problem])).values()];
  return each.length > 0 || isFresh ? each : [outdated(head)];

  function ownDifferences(): readonly PythonProblem[] {
    const groups = [...pyproject.dependencyGroups.values()].map((entries) =>
      entries.flatMap((entry) => ('includeGroup' in entry ? [] : [entry])),
    );
    const optional = [...pyproject.optionalDependencies.values()];
    const extras = [...pyproject.optionalDependencies.keys()];
    return [
      ...[pyproject.dependencies, ...optional, ...groups].flatMap((list) => compare(list, [], dir)),
      ...extras
        .filter((extra) => !lock.extras.includes(extra))
        .map((extra) => outdated(head, `it lacks the extra \`${extra}\``)),
      ...lock.extras
        .filter((extra) => !extras.includes(extra))
        .map((extra) => outdated(head, `it has the extra \`${extra}\` still`)),
    ];
  }

  function libraryDifferences(): readonly PythonProblem[] {
    return lock.packages.flatMap(({ source, groups }) => {
      if (source?.type !== 'directory') return [];
      const library = libraries(posix.join(dir, source.url));
      return library ? compare(library.dependencies, groups, library.dir) : [];
    });
  }

  function compare(
    requirements: readonly Requirement[],
    groups: readonly string[],
    folder: string,
  ): readonly PythonProblem[] {
    return requirements.flatMap((requirement) => {
      const locked = lock.packages.filter(
        (each) =>
          each.name === requirement.name && groups.every((group) => each.groups.includes(group)),
      );
      const isHere = (url: string) =>
        posix.join(dir, url) === posix.join(folder, requirement.path ?? '');
      const detail = difference(requirement, locked, isHere);
      return detail === undefined ? [] : [outdated(requirement.place, detail)];
    });
  }

  function outdated(place: PythonProblem['place'], detail?: string): PythonProblem {
    return { kind: 'poetry-lock-outdated', place, ...(detail !== undefined && { detail }), dir };
  }
}

function difference(
  { name, text, specifiers, path, marker, ...rest }: Requirement & { isConditional?: boolean },
  locked: readonly PoetryLockPackage[],
  isHere: (url: string) => boolean,
): string | undefined {
  const [only, ...others] = locked;
  if (!only) {
    // Markers may rule it out everywhere.
    return marker !== undefined || rest.isConditional ? undefined : `it lacks \`${text}\``;
  }
  if (path !== undefined) {
    return locked.some(({ source }) => source !== undefined && isHere(source.url))
      ? undefined
      : `it has \`${name}\` from elsewhere than \`${path}\``;
  }
  if (others.length > 0 || specifiers.length === 0 || !valid(only.version)) return undefined;
  return satisfies(only.version, specifiers.join(','), { prereleases: true })
    ? undefined
    : `it has \`${name} ${only.version}\`, which \`${text}\` does not allow`;
}
