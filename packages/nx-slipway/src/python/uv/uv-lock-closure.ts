import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { Selection } from '../pyproject/selection';
import type { UvLock, UvLockDependency, UvLockPackage } from './uv-lock';
import { isLocalProject } from './uv-lock-source';

/** What of a lock a selection reaches, on all platforms: markers are not looked at. */
export interface UvLockClosure {
  readonly project: UvLockPackage;
  /** Every package reached, its own included, with the extras of it that are reached. */
  readonly extras: ReadonlyMap<UvLockPackage, ReadonlySet<string>>;
  /** Selected groups that the package declares itself; sorted. */
  readonly projectGroups: readonly string[];
  /** Groups of its own that the Dockerfile leaves out by name, which uv wants declared all the same. */
  readonly declined: readonly string[];
  /** Selected groups that it has from the workspace root; sorted. */
  readonly rootGroups: readonly string[];
  /** The workspace root, where it is a project and lends groups. */
  readonly root?: UvLockPackage;
  /** What the selection starts from: the package itself, and the dependencies of its groups. */
  readonly starts: readonly UvLockDependency[];
}

/**
 * Follows a lock's dependencies from one package as uv does: main dependencies, the extras and
 * groups selected, and a group that the package does not declare from the workspace root (uv,
 * `InstallTarget::includes_group`).
 */
export function uvLockClosure(
  lock: UvLock,
  selection: Selection,
  dir: string,
): { readonly closure?: UvLockClosure; readonly problems: readonly PythonProblem[] } {
  const name = selection.package;
  const project = lock.packages.find((each) => each.name === name);
  const file = lock.file;
  if (!project) {
    return { problems: [{ kind: 'lock-package-missing', place: { file }, package: name, dir }] };
  }
  const place = { file, line: project.line };
  const root = lock.packages.find(
    (each) => each !== project && isLocalProject(each.source) && each.source.location === '.',
  );
  const projectGroups = selection.groups.filter((group) => declaresGroup(project, group)).sort();
  const others = selection.groups.filter((group) => !projectGroups.includes(group)).sort();
  const rootGroups = others.filter(
    (group) =>
      (root && declaresGroup(root, group)) || lock.rootGroups.some((each) => each.name === group),
  );
  const declined = [...(selection.declined ?? [])].sort();
  const problems: PythonProblem[] = [
    ...selection.extras
      .filter((extra) => !declaresExtra(project, extra))
      .map((extra) => ({ kind: 'lock-extra-missing', place, package: name, extra }) as const),
    ...others
      .filter((group) => !rootGroups.includes(group))
      .map((group) => ({ kind: 'lock-group-missing', place, package: name, group }) as const),
    ...declined
      .filter((group) => !declaresGroup(project, group))
      .map((group) => ({ kind: 'lock-group-missing', place, package: name, group }) as const),
  ];

  const starts: readonly UvLockDependency[] = [
    { name, extras: selection.extras, pins: [] },
    ...groupDependencies(project.devDependencies, projectGroups),
    ...groupDependencies(root?.devDependencies ?? [], rootGroups),
    ...groupDependencies(lock.rootGroups, rootGroups),
  ];
  const extras = reach(lock, starts);
  problems.push(...[...extras.keys()].flatMap((each) => localArchive(each, file)));
  const lentRoot = root && rootGroups.length > 0 ? { root } : {};
  return {
    closure: { project, extras, projectGroups, declined, rootGroups, ...lentRoot, starts },
    problems,
  };
}

function reach(
  lock: UvLock,
  first: readonly UvLockDependency[],
): ReadonlyMap<UvLockPackage, ReadonlySet<string>> {
  const byName = packagesByName(lock);
  const reached = new Map<UvLockPackage, Set<string>>();
  const queue = [...first];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const dependency = next;
    for (const found of byName
      .get(dependency.name)
      ?.filter((each) => isDependencyOn(each, dependency)) ?? []) {
      const known = reached.get(found);
      if (!known) queue.push(...found.dependencies);
      const extras = known ?? new Set();
      const fresh = dependency.extras.filter((extra) => !extras.has(extra));
      reached.set(found, new Set([...extras, ...fresh]));
      queue.push(...groupDependencies(found.optionalDependencies, fresh));
    }
  }
  return reached;
}

/** Packages of a lock by name; several of one name are for different environments. */
export function packagesByName({
  packages,
}: UvLock): ReadonlyMap<string, readonly UvLockPackage[]> {
  const byName = new Map<string, UvLockPackage[]>();
  for (const each of packages) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  return byName;
}

/** An entry names version and source only where its name alone would not do. */
export function isDependencyOn(found: UvLockPackage, wanted: UvLockDependency): boolean {
  return (
    (wanted.version === undefined || wanted.version === found.version) &&
    (wanted.source === undefined ||
      (wanted.source.kind === found.source.kind &&
        wanted.source.location === found.source.location))
  );
}

function groupDependencies(
  lists: UvLockPackage['devDependencies'],
  names: readonly string[],
): readonly UvLockDependency[] {
  return lists.filter((list) => names.includes(list.name)).flatMap((list) => list.dependencies);
}

function declaresGroup(found: UvLockPackage, group: string): boolean {
  return (
    found.devDependencies.some((list) => list.name === group) ||
    (found.metadata?.requiresDev.has(group) ?? false)
  );
}

/** A lock without the list of extras, from an older uv, is given the benefit of the doubt. */
function declaresExtra(found: UvLockPackage, extra: string): boolean {
  return (
    found.optionalDependencies.some((list) => list.name === extra) ||
    (found.metadata?.providesExtras?.includes(extra) ?? found.optionalDependencies.length === 0)
  );
}

/** `--no-install-local` passes over files on disk, so an image would lack them in silence. */
function localArchive(found: UvLockPackage, file: string): readonly PythonProblem[] {
  const { kind, location } = found.source;
  const isOnDisk = kind === 'path' || (kind === 'registry' && !location.includes('://'));
  const place = { file, line: found.line };
  return isOnDisk
    ? [{ kind: 'lock-local-archive', place, package: found.name, path: location }]
    : [];
}
