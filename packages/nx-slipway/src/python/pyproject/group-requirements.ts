import type { Pyproject, Requirement } from './pyproject';

/** The requirements of a group with those of the groups it includes; each group counts once. */
export function groupRequirements(
  groups: Pyproject['dependencyGroups'],
  group: string,
): readonly Requirement[] {
  const seen = new Set<string>();
  return collect(group);

  function collect(name: string): readonly Requirement[] {
    if (seen.has(name)) return [];
    seen.add(name);
    return (groups.get(name) ?? []).flatMap((entry) =>
      'includeGroup' in entry ? collect(entry.includeGroup) : [entry],
    );
  }
}
