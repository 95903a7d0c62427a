import { posix } from 'node:path';
import type { RequirementsProblem } from '../../problems/kinds/projects/requirements-problem';
import { withoutSlash } from '../projects/without-slash';
import { isArchive } from '../pyproject/is-archive';
import type { Pyproject } from '../pyproject/pyproject';
import type { LocalDependency } from '../pyproject/python-project';
import type { RequirementsEntry } from './requirements-file';
import {
  nestedFiles,
  type RequirementsFiles,
  requirementsGroups,
  requirementsPath,
} from './requirements-sets';

type LocalLine = Extract<RequirementsEntry, { readonly kind: 'local' }>;

/** Projects that the lines of requirements files name by their folders. */
export interface LocalLines {
  /** Of requirements.txt. */
  readonly dependencies: readonly LocalDependency[];
  /** Of the files of groups. */
  readonly devDependencies: readonly LocalDependency[];
  readonly problems: readonly RequirementsProblem[];
}

/**
 * The projects that a project's requirements files name.
 *
 * @param byDir every pyproject of a project, by folder
 */
export function findLocalLines(
  { dir }: Pyproject,
  files: RequirementsFiles,
  byDir: ReadonlyMap<string, Pyproject>,
): LocalLines {
  const problems = new Map<string, RequirementsProblem>();
  return {
    dependencies: ofGroup(),
    devDependencies: requirementsGroups(dir, files).flatMap(ofGroup),
    problems: [...problems.values()],
  };

  function ofGroup(group?: string): readonly LocalDependency[] {
    const file = requirementsPath(dir, group);
    return [file, ...nestedFiles(file, (each) => files.get(each))].flatMap((each) =>
      (files.get(each)?.lines ?? []).flatMap((line) => {
        if (line.kind !== 'local' || isArchive(line.path)) return [];
        const place = { file: each, line: line.line };
        const found = localFolder(line, dir, (folder) => byDir.has(folder));
        if (found === undefined) {
          const wanted = posix.join(dir, line.path);
          problems.set(`${each}:${line.line}`, {
            kind: 'requirements-local-missing',
            place,
            requirement: line.text,
            wanted: line.path.startsWith('/') ? line.path : wanted,
          });
        }
        return found === undefined || found === dir
          ? []
          : [{ dir: found, extras: line.extras, place, ...(group !== undefined && { group }) }];
      }),
    );
  }
}

/**
 * The folder that a local line means. pip starts at the folder it is called in, which is the project's
 * own or the workspace root.
 */
function localFolder(
  { path }: LocalLine,
  dir: string,
  isProject: (folder: string) => boolean,
): string | undefined {
  if (path.startsWith('/')) return undefined;
  return [posix.join(dir, path), posix.normalize(path)]
    .map((folder) => withoutSlash(folder))
    .find(isProject);
}
