import type { PackageVersions } from '../../../images/roles/servers/server';
import { COMMON_MACHINES } from '../../../python/pep508/marker-environment';
import { groupRequirements } from '../../../python/pyproject/group-requirements';
import type { Requirement } from '../../../python/pyproject/pyproject';
import type { PythonProject } from '../../../python/pyproject/python-project';
import { selectionOf } from '../../../python/pyproject/selection';
import type { OpenLock } from '../../../workspace/locks/lock';
import type { ServiceOptions } from '../service-options';

/** The packages that an image will install. */
export interface InstalledPackages {
  readonly versions: PackageVersions;
  /** Names that the project declares itself. */
  readonly direct: ReadonlySet<string>;
  /** They are read from the lock, and not from what the pyprojects declare. */
  readonly isLocked: boolean;
}

/** Where they are read from. */
export interface InstalledFacts {
  readonly project: PythonProject;
  /** All Python projects, by folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
  readonly lock: OpenLock;
  /** Python of the stack: `3.13`. */
  readonly stackPython?: string;
}

/**
 * Reads the packages that an image installs from its lock. Without a lock, they are those that the
 * project and its libraries declare, in the oldest version that is allowed.
 */
export function installedPackages(
  { extras, groups }: Pick<ServiceOptions, 'extras' | 'groups'>,
  { project, python, lock, stackPython }: InstalledFacts,
): InstalledPackages {
  const own = declaredBy(project, { extras, groups });
  const direct = new Set(own.map(({ name }) => name));
  const selection = selectionOf(project.pyproject, { extras, groups });
  const isLocked = lock.broken.length === 0 && lock.packages(selection) !== undefined;
  if (!isLocked) {
    const libraries = project.closure.flatMap((dir) => python.get(dir) ?? []);
    const theirs = libraries.flatMap((each) => declaredBy(each, { extras: [], groups: [] }));
    return { versions: oldest([...own, ...theirs].flatMap(withItsExtras)), direct, isLocked };
  }
  const environment = {
    machines: COMMON_MACHINES,
    ...(stackPython !== undefined && { python: stackPython }),
  };
  const locked = lock.thirdParty(selection, environment);
  // What has no wheel may be named by the lock alone.
  const names = [...(lock.packages(selection) ?? [])].map((name) => ({ name, version: '' }));
  const versions = [...names, ...locked].map(({ name, version }) => ({
    name,
    ...(version !== '' && { version }),
  }));
  return { versions: oldest(versions), direct, isLocked };
}

interface Installed {
  readonly name: string;
  readonly version?: string;
}

function declaredBy(
  { pyproject }: PythonProject,
  { extras, groups }: Pick<ServiceOptions, 'extras' | 'groups'>,
): readonly Requirement[] {
  const { poetry, dependencies, optionalDependencies, dependencyGroups } = pyproject;
  const poetrys = groups.flatMap((group) => poetry.declared?.groups.get(group) ?? []);
  return [
    ...dependencies,
    ...(poetry.declared?.dependencies.filter(({ isOptional }) => !isOptional) ?? []),
    ...extras.flatMap((extra) => optionalDependencies.get(extra) ?? []),
    ...groups.flatMap((group) => groupRequirements(dependencyGroups, group)),
    ...poetrys.flatMap((each) => ('includeGroup' in each ? [] : [each])),
  ];
}

/** Packages that extras bring and that decide something before there is a lock. */
const BROUGHT: Readonly<Record<string, readonly string[]>> = {
  'fastapi[standard]': ['uvicorn', 'fastapi-cli'],
  'fastapi[all]': ['uvicorn', 'fastapi-cli'],
  'dramatiq[redis]': ['redis'],
  'dramatiq[rabbitmq]': ['pika'],
  'celery[redis]': ['redis'],
};

/** A requirement in the oldest version that it allows, with what its extras are known to bring. */
function withItsExtras({ name, extras, specifiers }: Requirement): readonly Installed[] {
  const bound = specifiers.flatMap(
    (each) => /^(?:===?|>=|~=)\s*([\d.]+)$/.exec(each)?.[1] ?? [],
  )[0];
  const brought = extras.flatMap((extra) => BROUGHT[`${name}[${extra}]`] ?? []);
  return [
    { name, ...(bound !== undefined && { version: bound }) },
    ...brought.map((each) => ({ name: each })),
  ];
}

/** Versions by name; of several the first one that is known. */
function oldest(packages: readonly Installed[]): PackageVersions {
  const versions = new Map<string, string | undefined>();
  for (const { name, version } of packages) versions.set(name, versions.get(name) ?? version);
  return versions;
}
