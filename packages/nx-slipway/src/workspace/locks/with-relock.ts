import type { Relock } from '../../problems/kinds/projects/relock';
import type { Problem } from '../../problems/problem';
import type { InstallerName, PythonProject } from '../../python/pyproject/python-project';

/** Who can lock in a workspace. */
export interface LockWays {
  /** By folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
  /** Name of the Nx project in a folder. */
  readonly nameOf: (root: string) => string | undefined;
  /** Name of a target of the Nx project that locks by this plugin; undefined where it has none. */
  readonly lockTarget: (name: string) => string | undefined;
  /** Whether this machine has a program. */
  readonly isInstalled: (program: string) => boolean;
}

/**
 * Gives problems of locks what a person can type: a target of Nx where there is one, and how to get it where this
 * machine does not have the installer. A target locks in base-builder then.
 */
export function withRelock<Each extends Problem>(
  problems: readonly Each[],
  ways: LockWays,
): readonly Each[] {
  return problems.map((problem) => {
    const place = placeOf(problem);
    const relock = place && relockOf(place, ways);
    return relock ? ({ ...problem, relock } as Each) : problem;
  });
}

interface LockPlace {
  readonly dir: string;
  readonly installer: InstallerName;
}

function placeOf(problem: Problem): LockPlace | undefined {
  switch (problem.kind) {
    case 'lock-missing':
    case 'lock-package-missing':
    case 'lock-outdated':
    case 'lock-ambiguous':
      return { dir: problem.dir, installer: problem.installer ?? 'uv' };
    case 'poetry-lock-outdated':
      return { dir: problem.dir, installer: 'poetry' };
    default:
      return undefined;
  }
}

function relockOf(
  { dir, installer }: LockPlace,
  { python, nameOf, lockTarget, isInstalled }: LockWays,
): Relock | undefined {
  const names = [...python.values()]
    .filter((project) => project.lockDir === dir && project.installer === installer)
    .flatMap((project) => nameOf(project.dir) ?? []);
  const [task] = names.flatMap((name) => {
    const target = lockTarget(name);
    return target === undefined ? [] : [`nx run ${name}:${target}`];
  });
  if (task !== undefined) return { task };
  const [first] = names;
  // A requirements file may be somebody's own, so that no target for it comes by itself.
  return first === undefined || installer === 'pip' || isInstalled(installer)
    ? undefined
    : { task: `nx run ${first}:lock`, missing: installer };
}
