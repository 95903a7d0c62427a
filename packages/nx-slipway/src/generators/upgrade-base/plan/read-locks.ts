import type { UpgradedLock } from '../../../images/upgrade/check-facts';
import { finding } from '../../../images/upgrade/check-facts';
import type { Finding } from '../../../images/upgrade/finding';
import type { Problem } from '../../../problems/problem';
import type { MarkerEnvironment } from '../../../python/pep508/marker-environment';
import type { LockedRelease } from '../../../python/pyproject/locked-release';
import type { PythonProject } from '../../../python/pyproject/python-project';
import { meetsRequiresPython } from '../../../python/pyproject/requires-python';
import { wheelOnBase } from '../../../python/wheels/wheel-on-base';
import type { LockSource, OpenLock } from '../../../workspace/locks/lock';
import { openLock } from '../../../workspace/locks/open-lock';
import type { StackService } from './stack-services';

/** The locks of some services, and why some of them cannot be read. */
export interface ReadLocks {
  readonly locks: readonly UpgradedLock[];
  readonly findings: readonly Finding[];
}

/** Reads the locks of services for an environment. Each lock is opened once, for however many stacks and services. */
export type LocksReader = (
  services: readonly StackService[],
  environment: MarkerEnvironment,
) => ReadLocks;

/** Makes a reader for the locks of a workspace. */
export function locksReader(source: LockSource): LocksReader {
  const opened = new Map<string, OpenLock>();
  const open = (project: PythonProject): OpenLock => {
    const lock = opened.get(project.lockFile) ?? openLock(project, source);
    opened.set(project.lockFile, lock);
    return lock;
  };
  return (services, environment) => {
    const byFile = new Map<string, StackService[]>();
    for (const service of services) {
      const file = service.python?.lockFile;
      if (file !== undefined) byFile.set(file, [...(byFile.get(file) ?? []), service]);
    }
    const read = [...byFile.values()].map((sharing) => readLock(sharing, open, environment));
    return {
      locks: read.flatMap(({ lock }) => lock ?? []),
      findings: read.flatMap(({ findings }) => findings),
    };
  };
}

function readLock(
  sharing: readonly StackService[],
  open: (project: PythonProject) => OpenLock,
  environment: MarkerEnvironment,
): { readonly lock?: UpgradedLock; readonly findings: readonly Finding[] } {
  const [first] = sharing;
  if (!first?.python) return { findings: [] };
  const lock = open(first.python);
  const names = sharing.map(({ name }) => name);
  if (lock.broken.length > 0) {
    const unread = lock.broken.map((problem: Problem) => finding('unchecked', problem, names));
    return { findings: unread };
  }
  const users = new Map<string, { readonly release: LockedRelease; readonly names: Set<string> }>();
  for (const { name, selections } of sharing) {
    for (const release of selections.flatMap((each) => lock.releases(each, environment))) {
      const key = `${release.name} ${release.version} ${release.place.file}`;
      const known = users.get(key) ?? { release, names: new Set() };
      known.names.add(name);
      users.set(key, known);
    }
  }
  const { lockFile: file, lockDir: dir, installer } = first.python;
  const { python } = environment;
  const range = lock.requiresPython?.text;
  const isOutside =
    installer === 'uv' &&
    python !== undefined &&
    range !== undefined &&
    !meetsRequiresPython(python, range);
  const releases = [...users.values()].map(({ release, names: own }) => ({
    ...(isOutside ? withoutPartOfFiles(release, python, environment) : release),
    services: [...own].sort(),
  }));
  return {
    lock: {
      ...{ file, dir, installer, services: names, releases },
      ...(lock.requiresPython && { range: lock.requiresPython }),
    },
    findings: [],
  };
}

/**
 * A release of a lock whose range leaves the new Python out: the lock names no wheels that only other Pythons can use,
 * so that what it names is not all there is. Rule: `RequiresPython::matches_wheel_tag` of uv.
 */
function withoutPartOfFiles(
  release: LockedRelease,
  python: string,
  { machines }: MarkerEnvironment,
): LockedRelease {
  const { files = [], ...rest } = release;
  const isFitting = machines.every((machine) => wheelOnBase(files, { python, machine }).fits);
  return isFitting ? release : rest;
}
