import { posix } from 'node:path';
import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { RequirementsProblem } from '../../problems/kinds/projects/requirements-problem';
import {
  nestedFiles,
  type RequirementsFiles,
  requirementsGroups,
  requirementsPath,
} from '../pip/requirements-sets';
import { poetryProject } from '../pyproject/poetry-project';
import type { Pyproject } from '../pyproject/pyproject';
import type {
  InstallerClaim,
  InstallerName,
  LockRoot,
  PythonProject,
  PythonProjects,
} from '../pyproject/python-project';
import { detectInstaller, installerClaims, LOCK_NAMES } from './detect-installer';
import { findLocalDependencies } from './find-local-dependencies';
import { imageClosure } from './image-closure';
import { lockRootFinder } from './lock-root-finder';
import { settingsFile } from './settings-file';

/** What is known of the files around pyprojects. */
export interface ProjectContext {
  /** Whether a file exists; path relative to the workspace root. */
  readonly hasFile: (file: string) => boolean;
  /** Installers that are chosen already, as by a Dockerfile, by the project's folder. */
  readonly chosen?: ReadonlyMap<string, InstallerName>;
  /** What requirements files say. */
  readonly requirements?: RequirementsFiles;
  /** Text of a lock; it is read only where several installers have one for a project. */
  readonly read?: (file: string) => string | undefined;
}

/**
 * Puts the pyprojects of a workspace together: which of them are projects, beside which lock each is
 * locked and by whom, and which need which.
 */
export function planPythonProjects(
  pyprojects: readonly Pyproject[],
  context: ProjectContext,
): PythonProjects & { readonly problems: readonly (PythonProblem | RequirementsProblem)[] } {
  const { hasFile, requirements = new Map() } = context;
  const all = new Map(pyprojects.map((each) => [each.dir, each]));
  const read = [...pyprojects]
    .filter(({ name, uv }) => name !== undefined || uv.isWorkspaceRoot)
    .sort((a, b) => (a.dir < b.dir ? -1 : 1));
  const findLockRoot = lockRootFinder(read);
  const located = new Map(read.map((each) => locateLock(each, findLockRoot(each), context)));
  const named = [...located.keys()];
  const byDir = new Map(named.filter(makesProject).map((each) => [each.dir, each]));
  const members = membersByRoot([...byDir.values()], located);
  const found = new Map(
    [...located].map(([each, { root, installer }]) => [
      each,
      findLocalDependencies(each, {
        root,
        members: members.get(root) ?? new Map(),
        byDir,
        ...(installer === 'pip' && { requirements }),
      }),
    ]),
  );
  const unclosed = [...located]
    .filter(([pyproject]) => makesProject(pyproject))
    .map(([pyproject, { root, installer, claims }]): PythonProject => {
      const lockFile = posix.join(root.dir, LOCK_NAMES[installer]);
      const settings = settingsFile(installer, {
        ...{ lockDir: root.dir, pyprojects: all, hasFile },
      });
      return {
        dir: pyproject.dir,
        pyproject,
        installer,
        claims,
        lockDir: root.dir,
        lockFile,
        hasLock: hasFile(lockFile),
        ...(settings !== undefined && { settingsFile: settings }),
        ...(installer === 'pip'
          ? requirementsOf(pyproject, requirements)
          : {
              extras: [...pyproject.optionalDependencies.keys()].sort(),
              groups: groupsOf(pyproject, root),
            }),
        dependencies: found.get(pyproject)?.dependencies ?? [],
        devDependencies: found.get(pyproject)?.devDependencies ?? [],
        closure: [],
      };
    });
  const lockRoots = [...new Map([...located.values()].map((each) => [each.root, each]))].map(
    ([pyproject, { installer }]): LockRoot => ({
      dir: pyproject.dir,
      installer,
      pyproject,
      projects: unclosed.filter((each) => each.lockDir === pyproject.dir).map((each) => each.dir),
      devDependencies: found.get(pyproject)?.devDependencies ?? [],
    }),
  );
  const plan = { python: new Map(unclosed.map((each) => [each.dir, each])), lockRoots };
  return {
    projects: unclosed.map((each) => ({ ...each, closure: imageClosure(plan, each.dir) })),
    lockRoots,
    problems: [...found.values()].flatMap((each) => each.problems),
  };
}

/** Who installs a pyproject's dependencies, and beside which pyproject it is locked. */
interface LocatedLock {
  readonly root: Pyproject;
  readonly installer: InstallerName;
  readonly claims: readonly InstallerClaim[];
}

/**
 * A pyproject as its installer reads it, with its lock. Only uv locks several projects together; with
 * the others each has a lock of its own.
 *
 * @param root beside whose lock uv would lock it
 */
function locateLock(
  pyproject: Pyproject,
  root: Pyproject,
  context: ProjectContext,
): readonly [Pyproject, LocatedLock] {
  const claims = installerClaims(pyproject, root, context);
  const chosen = context.chosen?.get(pyproject.dir);
  const installer = pyproject.uv.isWorkspaceRoot
    ? 'uv'
    : (chosen ?? detectInstaller(pyproject, claims));
  const own = installer === 'poetry' ? poetryProject(pyproject) : pyproject;
  return [
    own,
    {
      root: installer === 'uv' ? root : own,
      installer,
      claims: chosen === undefined ? claims : [],
    },
  ];
}

/** With pip an image asks for files, which are groups. */
function requirementsOf(
  { dir }: Pyproject,
  files: RequirementsFiles,
): Pick<PythonProject, 'extras' | 'groups' | 'nested'> {
  const groups = requirementsGroups(dir, files);
  const own = [undefined, ...groups].map((group) => requirementsPath(dir, group));
  return {
    extras: [],
    groups,
    nested: new Map(own.map((file) => [file, nestedFiles(file, (each) => files.get(each))])),
  };
}

/** A member may ask for its root's groups as well. */
function groupsOf(pyproject: Pyproject, root: Pyproject): readonly string[] {
  return [
    ...new Set([...pyproject.dependencyGroups.keys(), ...root.dependencyGroups.keys()]),
  ].sort();
}

/** The members of each lock root by their normalised names. */
function membersByRoot(
  pyprojects: readonly Pyproject[],
  located: ReadonlyMap<Pyproject, LocatedLock>,
): ReadonlyMap<Pyproject, ReadonlyMap<string, Pyproject>> {
  const members = new Map<Pyproject, Map<string, Pyproject>>();
  for (const each of pyprojects) {
    const root = located.get(each)?.root;
    if (root && each.normalizedName !== undefined) {
      members.set(root, (members.get(root) ?? new Map()).set(each.normalizedName, each));
    }
  }
  return members;
}

/**
 * Whether a pyproject is one of a project or a workspace, or may be as far as it could be read. One with
 * settings of tools alone is not, and the folder it lies in may be anything else.
 */
export function isPythons(pyproject: Pyproject | undefined): boolean {
  return !pyproject?.isComplete || pyproject.name !== undefined || pyproject.uv.isWorkspaceRoot;
}

/** A root that only holds a workspace together is no project, nor is a file with settings of tools alone. */
export function makesProject({ name, dir, uv, poetry, isPackage }: Pyproject): boolean {
  const holdsTogether = dir === '.' && poetry.declared?.packageMode?.value === false;
  return name !== undefined && (isPackage || !uv.isWorkspaceRoot) && !holdsTogether;
}
