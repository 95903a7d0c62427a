import type { DeclaredElsewhere } from '../../../problems/kinds/commands/entry-problem';
import { groupRequirements } from '../../../python/pyproject/group-requirements';
import type { PythonProject } from '../../../python/pyproject/python-project';

/**
 * Returns the first dependency group or extra of a project that declares one of some packages, for an image
 * that does not install them.
 *
 * @param names normalised names of packages, the wanted ones
 */
export function declaredElsewhere(
  { pyproject }: PythonProject,
  names: ReadonlySet<string>,
): DeclaredElsewhere | undefined {
  const { dependencyGroups, optionalDependencies, poetry } = pyproject;
  const all = [
    ...[...dependencyGroups.keys()].map((group) => ({
      option: `--groups=${group}`,
      declared: groupRequirements(dependencyGroups, group),
    })),
    ...[...(poetry.declared?.groups ?? [])].map(([group, entries]) => ({
      option: `--groups=${group}`,
      declared: entries.flatMap((each) => ('includeGroup' in each ? [] : [each])),
    })),
    ...[...optionalDependencies].map(([extra, declared]) => ({
      option: `--extras=${extra}`,
      declared,
    })),
  ];
  return all
    .map(({ option, declared }) => ({
      option,
      packages: declared.map(({ name }) => name).filter((name) => names.has(name)),
    }))
    .find(({ packages }) => packages.length > 0);
}
