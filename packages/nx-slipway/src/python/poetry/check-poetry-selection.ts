import { posix } from 'node:path';
import { closest } from '../../problems/closest';
import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { PythonProject } from '../pyproject/python-project';
import type { Selection } from '../pyproject/selection';
import type { PoetryLock } from './poetry-lock';
import type { SelectedPackage } from './select-poetry-packages';

/** What a selection is checked against. */
export interface PoetrySelectionFacts {
  readonly lock: PoetryLock;
  readonly project: PythonProject;
  /** What the selection installs. */
  readonly selected: readonly SelectedPackage[];
  /** Whether a folder holds a project of the workspace. */
  readonly hasProject: (dir: string) => boolean;
}

/**
 * What of a selection no image can be given: extras and groups that the pyproject does not have, wheels
 * and sdists on disk, and folders without a project of the workspace. Folders that the pyproject names
 * itself are told of where it is read.
 */
export function checkPoetrySelection(
  selection: Selection,
  { lock, project, selected, hasProject }: PoetrySelectionFacts,
): readonly PythonProblem[] {
  const { pyproject, extras, groups, dir } = project;
  const own = new Set(
    [
      pyproject.dependencies,
      ...pyproject.optionalDependencies.values(),
      ...pyproject.dependencyGroups.values(),
    ].flatMap((list) => list.flatMap((each) => ('name' in each ? each.name : []))),
  );
  return [
    ...unknown('poetry-extra-missing', selection.extras, extras),
    ...unknown('poetry-group-missing', selection.groups, groups),
    ...selected.flatMap(({ locked: { name, source, line } }): readonly PythonProblem[] => {
      const place = { file: lock.file, line };
      if (source?.type === 'file') {
        return [{ kind: 'lock-local-archive', place, package: name, path: source.url }];
      }
      const wanted = posix.join(dir, source?.url ?? '');
      return source?.type !== 'directory' || own.has(name) || hasProject(wanted)
        ? []
        : [{ kind: 'local-dependency-missing', place, requirement: name, wanted, isOwnPath: true }];
    }),
  ];

  function unknown(
    kind: 'poetry-extra-missing' | 'poetry-group-missing',
    names: readonly string[],
    known: readonly string[],
  ): readonly PythonProblem[] {
    return names
      .filter((name) => !known.includes(name))
      .map((name) => {
        const meant = closest(name, known);
        const { place } = pyproject;
        return { kind, place, name, ...(meant !== undefined && { closest: meant }) };
      });
  }
}
