import type { LocalDependency, LockRoot, PythonProject } from '../pyproject/python-project';

/**
 * Folders of the local projects that an image holds besides its own: what main dependencies and the
 * selected extras and groups need, transitively; sorted. A group that the project does not
 * declare is its lock root's. Names are normalised; cycles do no harm.
 */
export function imageClosure(
  {
    python,
    lockRoots,
  }: {
    /** By folder. */
    readonly python: ReadonlyMap<string, PythonProject>;
    readonly lockRoots: readonly LockRoot[];
  },
  dir: string,
  selection: { readonly extras: readonly string[]; readonly groups: readonly string[] } = {
    extras: [],
    groups: [],
  },
): readonly string[] {
  const own = python.get(dir);
  const root = lockRoots.find((each) => each.dir === own?.lockDir);
  const borrowed = selection.groups.filter((group) => !own?.pyproject.dependencyGroups.has(group));
  const queue = [
    { dir, extras: selection.extras },
    ...ofGroups(own?.devDependencies, selection.groups),
    ...ofGroups(root?.devDependencies, borrowed),
  ];
  const reached = new Map<string, ReadonlySet<string>>();
  for (let next = queue.shift(); next; next = queue.shift()) {
    const known = reached.get(next.dir);
    const fresh = next.extras.filter((extra) => !known?.has(extra));
    if (known && fresh.length === 0) continue;
    reached.set(next.dir, new Set([...(known ?? []), ...fresh]));
    const dependencies = python.get(next.dir)?.dependencies ?? [];
    queue.push(
      ...dependencies.filter(({ extra }) => (extra === undefined ? !known : fresh.includes(extra))),
    );
  }
  reached.delete(dir);
  return [...reached.keys()].sort();
}

function ofGroups(
  dependencies: readonly LocalDependency[] = [],
  groups: readonly string[],
): readonly LocalDependency[] {
  return dependencies.filter(({ group }) => group !== undefined && groups.includes(group));
}
