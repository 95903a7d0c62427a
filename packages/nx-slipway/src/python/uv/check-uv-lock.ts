import { posix } from 'node:path';
import { eq, valid } from '@renovatebot/pep440';
import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import { withoutSlash } from '../projects/without-slash';
import type { Pyproject } from '../pyproject/pyproject';
import type { LockRoot, PythonProjects } from '../pyproject/python-project';
import { checkLockedPython } from './check-locked-python';
import { compareProject } from './compare-project';
import type { UvLock, UvLockMetadata, UvLockPackage } from './uv-lock';
import { isLocalProject } from './uv-lock-source';

/**
 * Whether a lock is older than the pyprojects it was made from, as far as that can be told without
 * an index and without uv: members, versions, requires-python, requirements, extras and groups.
 * What cannot be told surely is no problem; `uv lock --check` knows the rest.
 *
 * @param root what is locked there
 * @param all every project of the workspace; a pyproject that is broken must not be left out
 */
export function checkUvLock(
  lock: UvLock,
  root: LockRoot,
  all: PythonProjects,
): readonly PythonProblem[] {
  const { dir } = root;
  const outdated = (place: PythonProblem['place'], detail: string) =>
    ({ kind: 'lock-outdated', place, detail, dir }) as const;
  const byDir = new Map(
    [...all.projects, ...all.lockRoots].map((each) => [each.dir, each.pyproject]),
  );
  // What another installer reads in a pyproject is not what its build backend tells uv.
  const foreign = new Set(
    all.projects.flatMap((each) => (each.installer === 'uv' ? [] : [each.pyproject])),
  );
  const members = membersOf(root, byDir);
  const local = lock.packages.filter((each) => isLocalProject(each.source));

  // A project that requires nothing has no metadata, and in some locks no project has.
  const keepsMetadata = local.some((each) => each.metadata !== undefined);
  const absent = members
    .filter(({ normalizedName }) => !local.some((each) => each.name === normalizedName))
    .map(({ name, place }) => outdated(place, `it lacks the project ${name}`));
  const found = local.flatMap((each): readonly PythonProblem[] => {
    const folder = withoutSlash(posix.join(dir, each.source.location));
    const pyproject = byDir.get(folder);
    // A project outside the workspace is not checked.
    if (!pyproject) return folder.startsWith('..') ? [] : [missing(each, folder)];
    if (pyproject.normalizedName !== each.name) {
      return [
        outdated(pyproject.place, `it has ${each.name} in this folder, not ${pyproject.name}`),
      ];
    }
    const version = versionDifference(pyproject, each);
    const metadata = each.metadata ?? (keepsMetadata ? nothing : undefined);
    const differences =
      metadata && !foreign.has(pyproject)
        ? compareProject(pyproject, { root: root.pyproject, metadata })
        : [];
    return [
      ...(version === undefined ? [] : [outdated(pyproject.place, version)]),
      ...differences.map(({ requirement, detail }) => ({
        ...outdated(requirement?.place ?? pyproject.place, detail),
        ...(pyproject.dynamic.length > 0 && { isUnsure: true as const }),
      })),
    ];
  });
  const python = checkLockedPython(lock, members);
  return [...absent, ...found, ...(python ? [outdated(python.place, python.detail)] : [])];

  /** A project that is not where the lock has it, and may have been moved. */
  function missing({ name, line }: UvLockPackage, folder: string): PythonProblem {
    const place = { file: lock.file, line };
    const moved = members.find((each) => each.normalizedName === name);
    const problem = outdated(place, `it has ${name} in ${folder}, where no project is`);
    return moved ? { ...problem, moved: { from: folder, to: moved.dir } } : problem;
  }
}

const nothing: UvLockMetadata = { requiresDist: [], requiresDev: new Map() };

/** The root counts where it has a `[project]`, even if it builds no package. */
function membersOf(root: LockRoot, byDir: ReadonlyMap<string, Pyproject>): readonly Pyproject[] {
  const dirs = new Set([root.dir, ...root.projects]);
  return [...dirs].flatMap((dir) => {
    const pyproject = byDir.get(dir);
    return pyproject?.name !== undefined && pyproject.uv.isManaged ? [pyproject] : [];
  });
}

/** A dynamic version is not in the lock. */
function versionDifference(
  { version, dynamic }: Pyproject,
  locked: UvLockPackage,
): string | undefined {
  if (version === undefined || dynamic.includes('version')) return undefined;
  if (locked.version === undefined || !valid(version) || !valid(locked.version)) return undefined;
  return eq(version, locked.version)
    ? undefined
    : `it has ${locked.name} ${locked.version}, not ${version}`;
}
