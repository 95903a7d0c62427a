import type { UpgradedLock } from '../../images/upgrade/check-facts';
import { finding } from '../../images/upgrade/check-facts';
import type { Finding } from '../../images/upgrade/finding';
import type { Problem } from '../../problems/problem';
import type { MarkerEnvironment } from '../../python/pep508/marker-environment';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { LockSource, OpenLock } from '../../workspace/locks/lock';
import { openLock } from '../../workspace/locks/open-lock';
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
  const users = new Map<string, Set<string>>();
  for (const { name, selections } of sharing) {
    for (const selection of selections) {
      for (const each of installed(lock, selection, environment)) {
        users.set(each, (users.get(each) ?? new Set()).add(name));
      }
    }
  }
  const { lockFile: file, lockDir: dir, installer } = first.python;
  // The files of pip's groups are read for the groups of all services.
  const groups = [
    ...new Set(sharing.flatMap((each) => each.selections.flatMap((one) => one.groups))),
  ];
  const releases = lock.releases({ package: '', extras: [], groups }).flatMap((release) => {
    const services = users.get(keyOf(release));
    return services ? [{ ...release, services: [...services].sort() }] : [];
  });
  return {
    lock: {
      ...{ file, dir, installer, services: names, releases },
      ...(lock.requiresPython && { range: lock.requiresPython }),
    },
    findings: [],
  };
}

/** What is installed on the new Python; of a lock that leaves that to its installer, all that it may install. */
function installed(
  lock: OpenLock,
  selection: StackService['selections'][number],
  environment: MarkerEnvironment,
): readonly string[] {
  const known = lock.thirdParty(selection, environment);
  if (known.length > 0) return known.map(keyOf);
  const names = lock.packages(selection) ?? new Set();
  return lock
    .releases(selection)
    .filter(({ name }) => names.has(name))
    .map(keyOf);
}

function keyOf({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name} ${version}`;
}
