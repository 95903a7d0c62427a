import { posix } from 'node:path';
import { groupRequirements } from '../../python/pyproject/group-requirements';
import type { Pyproject } from '../../python/pyproject/pyproject';
import type { LockRoot, PythonProject } from '../../python/pyproject/python-project';
import type { ListFolder } from '../model/build-context';
import type { DevStack } from '../model/stacks';
import { inputPattern } from './input-pattern';
import { type TargetMetadata, targetMetadata } from './target-metadata';

/** Names of the targets to develop with; a project has none that has no name. */
export interface DevTargetNames {
  readonly testTargetName?: string;
  readonly lintTargetName?: string;
  readonly lockTargetName?: string;
  readonly devTargetName?: string;
}

/** What the targets of one project are planned from. */
export interface DevTargetFacts {
  /** Name of the Nx project. */
  readonly name: string;
  readonly project: PythonProject;
  /** Folder that holds the project's lock. */
  readonly lockRoot: LockRoot | undefined;
  /** The stack whose stage `dev` has the packages of the project's lock; undefined where none has. */
  readonly stack: DevStack | undefined;
  readonly buildTargetName: string;
  /** Names of targets that files of the project say how to run. */
  readonly taken: ReadonlySet<string>;
  readonly list: ListFolder;
}

/** A target in Nx's terms. */
export interface DevTarget {
  readonly executor: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly cache: boolean;
  readonly continuous?: true;
  readonly parallelism?: false;
  readonly dependsOn?: readonly { readonly projects: readonly string[]; readonly target: string }[];
  readonly inputs?: readonly DevInput[];
  readonly metadata: TargetMetadata;
}

type DevInput =
  | string
  | { readonly externalDependencies: readonly string[] }
  | { readonly input: string; readonly projects: readonly string[] };

/** Known linters by the package that has to be installed, the first one counts, and where they are configured. */
const LINTERS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['ruff', ['ruff', 'check'], ['pyproject.toml', 'ruff.toml', '.ruff.toml']],
  ['flake8', ['flake8'], ['setup.cfg', 'tox.ini', '.flake8']],
];

const PYTEST_FILES = ['conftest.py', 'pyproject.toml', 'pytest.ini', 'setup.cfg', 'tox.ini'];

/**
 * The targets of a Python project that test, lint and lock it. A name that a file of the project uses itself is left
 * to the file. Tests and linters run where the stage `dev` of a stack has what they need, which is what `uv sync`
 * installs by default.
 */
export function devTargets(
  { testTargetName: test, lintTargetName: lint, lockTargetName: lock }: DevTargetNames,
  facts: DevTargetFacts,
): Readonly<Record<string, DevTarget>> {
  const { name, project, lockRoot, stack, taken, list } = facts;
  const tools = new Set(
    [project.pyproject, ...(lockRoot ? [lockRoot.pyproject] : [])].flatMap(syncedByDefault),
  );
  const linter = LINTERS.find(([tool]) => tools.has(tool));
  const targets: Record<string, DevTarget> = {};
  if (test && stack && tools.has('pytest') && hasTests(project.dir, list)) {
    const command = ['uv', 'run', '--package', project.pyproject.normalizedName ?? name, 'pytest'];
    targets[test] = {
      ...inDev(command, stack, facts),
      inputs: inputs(project.dir, PYTEST_FILES, ['^default'], stack),
      metadata: targetMetadata(`Run the tests in ${stack.dev.reference}`, [name, test], {
        args: ['--exitfirst'],
      }),
    };
  }
  if (lint && stack && linter) {
    const [tool, command, files] = linter;
    targets[lint] = {
      ...inDev(command, stack, facts),
      inputs: inputs(project.dir, files, [], stack),
      metadata: targetMetadata(`Run ${tool} in ${stack.dev.reference}`, [name, lint], {
        args: ['--quiet'],
      }),
    };
  }
  // Requirements files may be somebody's own.
  if (lock && project.installer !== 'pip') {
    targets[lock] = {
      executor: 'nx-slipway:lock',
      options: {},
      cache: false,
      // Projects may have one lock file in common.
      parallelism: false,
      metadata: targetMetadata(`Update ${project.lockFile}`, [name, lock], {}),
    };
  }
  return Object.fromEntries(Object.entries(targets).filter(([target]) => !taken.has(target)));
}

function inDev(command: readonly string[], stack: DevStack, { buildTargetName }: DevTargetFacts) {
  return {
    executor: 'nx-slipway:run-in-dev',
    options: { command },
    cache: true,
    // The image key decides whether anything is built.
    dependsOn: [{ projects: [stack.name], target: `${buildTargetName}-dev` }],
  };
}

/** The files of the project, settings in its folder and those above, and what decides the image. */
function inputs(
  dir: string,
  settings: readonly string[],
  more: readonly string[],
  stack: DevStack,
): readonly DevInput[] {
  const above = dir === '.' ? [] : dir.split('/').map((_, index, parts) => parts.slice(0, index));
  return [
    'default',
    ...more,
    ...above.flatMap((parts) =>
      settings.map((file) => `{workspaceRoot}/${inputPattern(posix.join(...parts, file))}`),
    ),
    { input: 'image-dev', projects: [stack.name] },
    { externalDependencies: [] },
  ];
}

/** Normalised names of what `uv sync` installs of a pyproject without being asked for a group. */
export function syncedByDefault({
  dependencies,
  dependencyGroups,
  defaultGroups,
}: Pyproject): readonly string[] {
  const groups = defaultGroups.flatMap((group) => groupRequirements(dependencyGroups, group));
  return [...dependencies, ...groups].map(({ name }) => name);
}

/** Whether a folder has files that pytest collects by default. */
function hasTests(folder: string, list: ListFolder): boolean {
  return list(folder).some((name) =>
    /^test_.*\.py$|_test\.py$/.test(name)
      ? true
      : !/^(\..*|node_modules)$/.test(name) && hasTests(posix.join(folder, name), list),
  );
}
