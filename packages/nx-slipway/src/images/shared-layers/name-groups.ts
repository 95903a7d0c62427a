import type { LayerGroup } from './layer-groups';

/**
 * Names groups for their heaviest package, the first of several. A group that has a name keeps it, unless the package
 * it is named for has a layer of its own now.
 *
 * @param weight bytes of packages
 */
export function nameGroups(
  groups: readonly { readonly name?: string; readonly packages: readonly string[] }[],
  weight: ReadonlyMap<string, number>,
): readonly LayerGroup[] {
  const owner = new Map(
    groups.flatMap(({ packages }, index) => packages.map((name) => [name, index] as const)),
  );
  const isOwn = (name: string | undefined, index: number): name is string =>
    name !== undefined && (owner.get(name) ?? index) === index;
  const taken = new Set(groups.flatMap(({ name }, index) => (isOwn(name, index) ? [name] : [])));
  return groups.map(({ name, packages }, index) => ({
    name: isOwn(name, index) ? name : freeName(heaviest(packages, weight), taken),
    packages,
  }));
}

function heaviest(packages: readonly string[], weight: ReadonlyMap<string, number>): string {
  return packages.reduce((best, each) =>
    (weight.get(each) ?? 0) > (weight.get(best) ?? 0) ? each : best,
  );
}

/** Somebody may have given another group the name of a package. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let other = 2; taken.has(free); other += 1) free = `${name}-${other}`;
  taken.add(free);
  return free;
}
