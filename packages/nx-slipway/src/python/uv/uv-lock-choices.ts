import { evaluateMarker } from '../pep508/evaluate-marker';
import type { MarkerEnvironment } from '../pep508/marker-environment';
import { reduceMarker } from '../pep508/reduce-marker';
import type { UvLock, UvLockConflict, UvLockDependency, UvLockPackage } from './uv-lock';
import { isDependencyOn, packagesByName, type UvLockClosure } from './uv-lock-closure';

/**
 * Returns the extras, groups and project of a selection by the names that the markers of a lock with
 * conflicts ask for them: `extra-3-api-cpu`. An extra of a dependency counts where the markers on the way to
 * it hold. Undefined where that is not settled before the build, and where uv may refuse: two things that
 * conflict are reached, under whatever markers.
 *
 * Rule: uv's `encode_package_extra` and those beside it; `Installable::to_resolution`, which follows a lock
 * once for the extras before it follows it for the packages.
 */
export function uvLockChoices(
  lock: UvLock,
  closure: UvLockClosure,
  environment: MarkerEnvironment,
): readonly string[] | undefined {
  const selected = selectedNames(closure);
  if (lock.conflicts.length === 0) return selected;
  const sets = lock.conflicts.map(({ conflict }) => conflict);
  const reachable = sets.some((set) => set.filter((item) => isReached(item, closure)).length > 1);
  if (reachable) return undefined;
  let names: readonly string[] = selected;
  // Every round is by what the one before came to; markers that speak of each other may never settle.
  for (let round = 0; round <= sets.length + 1; round += 1) {
    const found = follow(lock, closure, { environment, names, parties: sets.flat() });
    if (!found) return undefined;
    const next = [...new Set([...selected, ...found])].sort();
    if (next.join() === [...names].sort().join()) return next;
    names = next;
  }
  return undefined;
}

function isReached(
  { package: name, extra, group }: UvLockConflict,
  closure: UvLockClosure,
): boolean {
  const { project, root, extras, projectGroups, rootGroups } = closure;
  if (extra !== undefined) {
    return [...extras].some(([found, names]) => found.name === name && names.has(extra));
  }
  if (group === undefined) return project.name === name;
  return (
    (project.name === name && projectGroups.includes(group)) ||
    (root?.name === name && rootGroups.includes(group))
  );
}

interface Following {
  readonly environment: MarkerEnvironment;
  /** What is chosen, as far as is known. */
  readonly names: readonly string[];
  /** All that conflicts with something. */
  readonly parties: readonly UvLockConflict[];
}

/** The extras that are reached; undefined where one that conflicts may be or may not. */
function follow(
  lock: UvLock,
  { starts }: UvLockClosure,
  { environment, names, parties }: Following,
): readonly string[] | undefined {
  const byName = packagesByName(lock);
  const seen = new Map<UvLockPackage, Set<string>>();
  const chosen = new Set<string>();
  const queue = starts.map((dependency) => ({ dependency, isSure: true }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { dependency } = next;
    const holds = holdsIn(dependency, names, environment);
    if (holds === false) continue;
    const isSure = next.isSure && holds === true;
    for (const found of byName.get(dependency.name) ?? []) {
      if (!isDependencyOn(found, dependency)) continue;
      const known = seen.get(found) ?? new Set<string>();
      seen.set(found, known);
      for (const extra of ['', ...dependency.extras]) {
        const isParty = parties.some((item) => item.package === found.name && item.extra === extra);
        if (isParty && !isSure) return undefined;
        if (extra !== '') chosen.add(encoded('extra', found, extra));
        // What is reached surely after it was reached perhaps is followed once more.
        const way = `${extra}\0${isSure}`;
        if (known.has(way)) continue;
        known.add(way);
        const list = found.optionalDependencies.find(({ name }) => name === extra);
        const dependencies = extra === '' ? found.dependencies : (list?.dependencies ?? []);
        queue.push(...dependencies.map((each) => ({ dependency: each, isSure })));
      }
    }
  }
  return [...chosen];
}

/** An extra that a dependency asks for counts already for its own marker. */
function holdsIn(
  { name, extras, marker }: UvLockDependency,
  names: readonly string[],
  environment: MarkerEnvironment,
): boolean | undefined {
  if (marker === undefined) return true;
  const all = [...names, ...extras.map((extra) => encoded('extra', { name }, extra))];
  const reduced = marker.includes('extra') ? reduceMarker(marker, all) : marker;
  return typeof reduced === 'boolean' ? reduced : evaluateMarker(reduced, environment);
}

/** What is asked for by name, and not on the way. */
function selectedNames({
  project,
  starts,
  projectGroups,
  root,
  rootGroups,
}: UvLockClosure): string[] {
  const extras = starts.find(({ name }) => name === project.name)?.extras ?? [];
  return [
    encoded('project', project),
    ...extras.map((extra) => encoded('extra', project, extra)),
    ...projectGroups.map((group) => encoded('group', project, group)),
    ...(root ? rootGroups.map((group) => encoded('group', root, group)) : []),
  ];
}

function encoded(kind: string, { name }: Pick<UvLockPackage, 'name'>, choice?: string): string {
  return [kind, name.length, name, ...(choice === undefined ? [] : [choice])].join('-');
}
