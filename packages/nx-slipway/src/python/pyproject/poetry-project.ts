import type {
  DependencyGroupEntry,
  IncludedGroup,
  PoetryDeclarations,
  Pyproject,
  Requirement,
} from './pyproject';

/**
 * A pyproject as Poetry reads it: `[tool.poetry]` alone, or `[project]` and `[dependency-groups]` with
 * what `[tool.poetry]` adds to them (poetry-core, `Factory.configure_package` and
 * `DependencyGroup.dependencies_for_locking`).
 */
export function poetryProject(pyproject: Pyproject): Pyproject {
  const declared = pyproject.poetry.declared ?? nothing;
  const main = pyproject.dependencies.map(onDisk);
  const optional = [...pyproject.optionalDependencies].map(
    ([extra, list]) => [extra, list.map(onDisk)] as const,
  );
  const isLegacy = main.length === 0 && optional.length === 0;
  // Of two lists that are dynamic together the empty one is Poetry's.
  const isMixed = main.length === 0 && pyproject.dynamic.includes('dependencies');
  const required = declared.dependencies.filter(({ isOptional }) => !isOptional);
  const enriched = (list: readonly Requirement[]) =>
    list.flatMap((each) => enrich(each, declared.dependencies));
  const requiresPython = declared.requiresPython ?? pyproject.requiresPython;
  return {
    ...pyproject,
    ...(requiresPython && { requiresPython }),
    dependencies: isLegacy || isMixed ? required : enriched(main),
    optionalDependencies: isLegacy
      ? extrasOf(declared)
      : new Map(optional.map(([extra, list]) => [extra, enriched(list)])),
    dependencyGroups: groupsOf(pyproject, declared),
    scripts: pyproject.scripts.size > 0 ? pyproject.scripts : declared.scripts,
    isPackage: declared.packageMode?.value ?? true,
  };
}

const nothing: PoetryDeclarations = {
  dependencies: [],
  extras: new Map(),
  groups: new Map(),
  scripts: new Map(),
  place: { file: '' },
};

/** `core @ file:../core` and `core @ ../core` name a folder (poetry-core, `create_from_pep_508`). */
function onDisk(requirement: Requirement): Requirement {
  const path = /^(?:file:(?:\/\/(?=\/))?)?([./].*)$/.exec(requirement.url ?? '')?.[1];
  return path === undefined ? requirement : { ...requirement, path };
}

/** What Poetry's requirements of that name say of where it lies; extras stay those of `[project]`. */
function enrich(
  requirement: Requirement,
  additions: readonly Requirement[],
): readonly Requirement[] {
  if (requirement.path !== undefined) return [requirement];
  const paths = additions.flatMap(({ name, path }) =>
    name === requirement.name ? (path ?? []) : [],
  );
  return paths.length === 0
    ? [requirement]
    : [...new Set(paths)].map((path) => ({ ...requirement, path }));
}

function extrasOf({ dependencies, extras }: PoetryDeclarations): Pyproject['optionalDependencies'] {
  return new Map(
    [...extras].map(([extra, names]) => [
      extra,
      dependencies.filter(({ name }) => names.includes(name)),
    ]),
  );
}

function groupsOf(
  { dependencyGroups }: Pyproject,
  { groups }: PoetryDeclarations,
): Pyproject['dependencyGroups'] {
  const names = new Set([...dependencyGroups.keys(), ...groups.keys()]);
  return new Map(
    [...names].map((name) => {
      const [standard, included] = parted(dependencyGroups.get(name) ?? []);
      const [added, includedToo] = parted(groups.get(name) ?? []);
      const listed = standard.map(onDisk).flatMap((each) => enrich(each, added));
      return [name, [...(listed.length > 0 ? listed : added), ...included, ...includedToo]];
    }),
  );
}

function parted(
  entries: readonly DependencyGroupEntry[],
): readonly [readonly Requirement[], readonly IncludedGroup[]] {
  return [
    entries.flatMap((entry) => ('includeGroup' in entry ? [] : [entry])),
    entries.flatMap((entry) => ('includeGroup' in entry ? [entry] : [])),
  ];
}
