import { posix } from 'node:path';
import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { RequirementsProblem } from '../../problems/kinds/projects/requirements-problem';
import { findLocalLines } from '../pip/find-local-lines';
import type { RequirementsFiles } from '../pip/requirements-sets';
import { groupRequirements } from '../pyproject/group-requirements';
import { isArchive } from '../pyproject/is-archive';
import type { Pyproject, Requirement, UvSource } from '../pyproject/pyproject';
import type { LocalDependency } from '../pyproject/python-project';
import { withoutSlash } from './without-slash';

/** A project's requirements that other projects of the workspace meet. */
export interface LocalDependencies {
  readonly dependencies: readonly LocalDependency[];
  readonly devDependencies: readonly LocalDependency[];
  readonly problems: readonly (PythonProblem | RequirementsProblem)[];
}

/** Where a requirement belongs: main dependencies, an extra or a group. */
interface List {
  readonly extra?: string;
  readonly group?: string;
}

/**
 * The projects that a project's requirements name by `workspace = true` and `path = …`, or by a path of
 * their own. A member has the workspace root's sources too, as far as it does not name the same package
 * itself (uv, concepts/projects/workspaces). Sources of packages that nothing requires do not count.
 *
 * @param root the pyproject beside the lock
 * @param members the pyprojects locked there, by normalised name
 * @param byDir every pyproject of a project, by folder
 * @param requirements of a project that pip installs: its lines may name folders as well
 */
export function findLocalDependencies(
  pyproject: Pyproject,
  options: {
    readonly root: Pyproject;
    readonly members: ReadonlyMap<string, Pyproject>;
    readonly byDir: ReadonlyMap<string, Pyproject>;
    readonly requirements?: RequirementsFiles;
  },
): LocalDependencies {
  const { root, members, byDir, requirements = new Map() } = options;
  const problems: PythonProblem[] = [];
  const main = pyproject.dependencies.flatMap((each) => resolve(each, {}));
  const extras = [...pyproject.optionalDependencies].flatMap(([extra, list]) =>
    list.flatMap((each) => resolve(each, { extra })),
  );
  const groups = [...pyproject.dependencyGroups.keys()].flatMap((group) =>
    groupRequirements(pyproject.dependencyGroups, group).flatMap((each) =>
      resolve(each, { group }),
    ),
  );
  const lines = findLocalLines(pyproject, requirements, byDir);
  return {
    dependencies: sorted([...main, ...extras, ...lines.dependencies]),
    devDependencies: sorted([...groups, ...lines.devDependencies]),
    problems: [
      ...new Map(problems.map((each) => [JSON.stringify(each), each])).values(),
      ...lines.problems,
    ],
  };

  function resolve(requirement: Requirement, list: List): readonly LocalDependency[] {
    const { name, path, place } = requirement;
    const owner = path !== undefined || pyproject.uv.sources.has(name) ? pyproject : root;
    const sources = path === undefined ? (owner.uv.sources.get(name) ?? []) : [{ path, place }];
    return sources
      .filter((source) => applies(source, list))
      .flatMap((source) => target(source, { requirement, owner }) ?? [])
      .filter((dir) => dir !== pyproject.dir)
      .map((dir) => ({ dir, extras: requirement.extras, place: requirement.place, ...list }));
  }

  function target(
    source: UvSource,
    { requirement, owner }: { readonly requirement: Requirement; readonly owner: Pyproject },
  ): string | undefined {
    if (!source.workspace && (source.path === undefined || isArchive(source.path)))
      return undefined;
    const dir = source.path === undefined ? undefined : folderAt(owner.dir, source.path);
    const folder = dir === undefined ? undefined : withoutSlash(dir);
    const found = folder === undefined ? members.get(requirement.name) : byDir.get(folder);
    if (found) return found.dir;
    problems.push({
      kind: 'local-dependency-missing',
      place: requirement.place,
      requirement: requirement.text,
      wanted: folder ?? `member \`${requirement.name}\` of the workspace in ${root.dir}`,
      ...(requirement.path !== undefined && { isOwnPath: true }),
    });
    return undefined;
  }
}

function applies(source: UvSource, list: List): boolean {
  return (
    (source.extra === undefined || source.extra === list.extra) &&
    (source.group === undefined || source.group === list.group)
  );
}

function folderAt(dir: string, path: string): string {
  return posix.isAbsolute(path) ? posix.normalize(path) : posix.join(dir, path);
}

function sorted(dependencies: readonly LocalDependency[]): readonly LocalDependency[] {
  return [...dependencies].sort(
    (a, b) => compare(a.dir, b.dir) || (a.place.line ?? 0) - (b.place.line ?? 0),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
