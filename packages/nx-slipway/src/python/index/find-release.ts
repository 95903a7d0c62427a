import { compare, explain, valid } from '@renovatebot/pep440';
import { excludesPython } from '../pyproject/requires-python';
import { wheelFits } from '../wheels/wheel-fits';
import { wheelOnBase } from '../wheels/wheel-on-base';
import { versionOfFile } from './file-version';
import type { IndexFile } from './index-page';

/** What a release has to be installed on, in place of another one. */
export interface WantedRelease {
  /** Normalised. */
  readonly name: string;
  /** The release that cannot be installed. */
  readonly version: string;
  /** `3.14` */
  readonly python: string;
  /** Minor version of the glibc 2 there; absent where it is not known, and then enough for every wheel. */
  readonly glibc?: number;
  /** Machines that need a wheel: `x86_64`; none where an sdist will do. */
  readonly machines: readonly string[];
  /** Whether older releases are looked through before newer ones, as for an older Python. */
  readonly isOlder: boolean;
}

/** A release that can be installed instead. */
export interface FoundRelease {
  readonly version: string;
  readonly isNewer: boolean;
}

/**
 * Finds the release nearest to one that cannot be installed: the oldest newer one, and on the way back to an older
 * base the newest older one first. Withdrawn files do not count, and prereleases only beside a prerelease. Files for
 * another Python are passed over, as installers do.
 */
export function findRelease(
  files: readonly IndexFile[],
  wanted: WantedRelease,
): FoundRelease | undefined {
  const { name, version, isOlder } = wanted;
  if (valid(version) === null) return undefined;
  const byVersion = new Map<string, IndexFile[]>();
  for (const file of files) {
    const own = versionOfFile(file.name, name);
    if (own === undefined || file.isYanked || valid(own) === null) continue;
    byVersion.set(own, [...(byVersion.get(own) ?? []), file]);
  }
  const versions = [...byVersion.keys()]
    .filter((each) => isPrerelease(version) || !isPrerelease(each))
    .sort(compare);
  const newer = versions.filter((each) => compare(each, version) > 0);
  const older = versions.filter((each) => compare(each, version) < 0).reverse();
  const found = [...(isOlder ? older : []), ...newer].find((each) =>
    isInstallable(byVersion.get(each) ?? [], wanted),
  );
  return found === undefined ? undefined : { version: found, isNewer: compare(found, version) > 0 };
}

function isInstallable(
  files: readonly IndexFile[],
  { python, glibc, machines }: WantedRelease,
): boolean {
  const allowed = files.filter(
    ({ requiresPython: range }) => range === undefined || !excludesPython(range, python),
  );
  return machines.length === 0
    ? allowed.some(({ name }) => !name.endsWith('.whl') || wheelFits(name, python))
    : machines.every(
        (machine) =>
          wheelOnBase(allowed, { python, machine, ...(glibc !== undefined && { glibc }) }).fits,
      );
}

function isPrerelease(version: string): boolean {
  return explain(version)?.is_prerelease ?? false;
}
