import { type Condition, isAlways } from '../pep508/condition';
import type { MarkerEnvironment } from '../pep508/marker-environment';
import { wheelFits } from '../wheels/wheel-fits';
import { glibcOfWheel } from '../wheels/wheel-on-base';
import type { LockedFile } from './locked-file';
import { nameCounts } from './name-counts';

/** A third-party package that an image installs, as its lock has it. */
export interface ThirdPartyPackage {
  /** Normalised. */
  readonly name: string;
  /** Empty where the lock does not say. */
  readonly version: string;
  /** Whether it is installed on every machine, whatever the patch release of Python. */
  readonly isCertain: boolean;
  /** Whether every machine has a wheel of it; without one it is built. */
  readonly hasWheel: boolean;
  /**
   * Machines that have a wheel of it for this glibc, where others have none; absent where `hasWheel` says the same of
   * all.
   */
  readonly wheelOn?: readonly string[];
  /** Whether machines have wheels of their own; absent where all take the same one. */
  readonly isPerMachine?: boolean;
  /** Whether it cannot be built where it has no wheel, for lack of an sdist; absent where it can. */
  readonly hasNoSdist?: boolean;
  /**
   * Pinned and hashed, as a line of a requirements file: what has the same line is the same files.
   * Absent where only the lock's own installer knows how to install it, from git for one.
   */
  readonly requirement?: string;
  /** Whether it may not be built, though there may be no wheel; absent for no. */
  readonly isWheelOnly?: boolean;
  /** Package index it is locked to; absent for a URL, and where the lock does not say. */
  readonly index?: string;
  /** Bytes of what is fetched; absent where the lock does not say. */
  readonly size?: number;
}

/** A locked package of which one version is installed, if any. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  readonly condition: Condition;
  readonly files: readonly LockedFile[];
  /** `six==1.17.0`, `acme @ https://…`; absent where it cannot be written as a requirement. */
  readonly pin?: string;
  readonly index?: string;
}

/** What an image installs by a lock that names the files of its packages. */
export function thirdPartyPackage(
  { name, version, condition, files, pin, index }: PinnedPackage,
  environment: MarkerEnvironment,
): ThirdPartyPackage {
  const { python, machines, glibc = Number.POSITIVE_INFINITY } = environment;
  const fits = ({ name: file }: LockedFile, machine?: string): boolean =>
    file.endsWith('.whl') && wheelFits(file, python, machine);
  const hasWheel = machines.every((machine) => files.some((file) => fits(file, machine)));
  const wheelOn = machines.filter((machine) =>
    files.some((file) => fits(file, machine) && glibcOfWheel(file.name) <= glibc),
  );
  // Locks differ in what they hold for other Pythons and systems; none of that is installed here.
  const usable = files.filter((file) => fits(file) || (!hasWheel && !file.name.endsWith('.whl')));
  const hashes = usable.flatMap(({ hash }) => hash ?? []);
  const isHashed = usable.length > 0 && hashes.length === usable.length;
  const sizes = usable.flatMap(({ size }) => size ?? []);
  return {
    name,
    version,
    isCertain: isAlways(condition),
    hasWheel,
    ...(wheelOn.length !== (hasWheel ? machines.length : 0) && { wheelOn }),
    ...(files.some((file) => fits(file) && !isForAll(file)) && { isPerMachine: true }),
    ...(!hasWheel &&
      usable.length > 0 &&
      usable.every((file) => fits(file)) && { hasNoSdist: true }),
    ...(pin !== undefined && isHashed && { requirement: hashedRequirement(pin, hashes) }),
    ...(index !== undefined && { index }),
    ...(sizes.length > 0 && { size: Math.max(...sizes) }),
  };
}

/** Whether a wheel is the same for every machine. */
function isForAll({ name }: LockedFile): boolean {
  return /-any\.whl$/.test(name);
}

/**
 * All packages that an image installs, sorted by name. A package that is locked in several versions, and of which
 * it is not settled which is installed, is certain in none of them.
 */
export function thirdPartyPackages(
  pinned: readonly PinnedPackage[],
  environment: MarkerEnvironment,
): readonly ThirdPartyPackage[] {
  const counts = nameCounts(pinned.map(({ name }) => name));
  return pinned
    .map((each) => {
      const read = thirdPartyPackage(each, environment);
      return { ...read, isCertain: read.isCertain && counts.get(read.name) === 1 };
    })
    .sort(byNameAndVersion);
}

/** One line of a requirements file. @param hashes `sha256:…` */
export function hashedRequirement(pin: string, hashes: readonly string[]): string {
  return [pin, ...[...new Set(hashes)].sort().map((hash) => `--hash=${hash}`)].join(' ');
}

/** The order of packages: of one that is locked in several versions, that of their texts. */
function byNameAndVersion(
  a: Pick<ThirdPartyPackage, 'name' | 'version'>,
  b: Pick<ThirdPartyPackage, 'name' | 'version'>,
): number {
  const [one, other] = a.name === b.name ? [a.version, b.version] : [a.name, b.name];
  return one < other ? -1 : one > other ? 1 : 0;
}
