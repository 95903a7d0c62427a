import type { LockedFile } from '../../python/pyproject/locked-file';
import { excludesPython } from '../../python/pyproject/requires-python';
import { wheelFits } from '../../python/wheels/wheel-fits';
import { wheelOnBase } from '../../python/wheels/wheel-on-base';
import { debianRelease } from '../references/debian-releases';
import type { CheckFacts, InstalledRelease } from './check-facts';
import { filesOfRelease } from './index-answers';

/** What is known of the files of a release, from its lock or from an index. */
export interface KnownFiles {
  readonly files: readonly LockedFile[];
  /** The Pythons that all of them are for; empty where they differ or do not say. */
  readonly ranges: readonly string[];
}

/** What keeps a new base from installing a release as a wheel. */
export type WheelObstacle =
  | { readonly kind: 'range'; readonly range: string }
  /** It has no wheel for any base. */
  | { readonly kind: 'always-compiled' }
  | {
      readonly kind: 'glibc';
      /** Minor versions of glibc 2. */
      readonly needs: number;
      readonly has: number;
      /** Whether nothing else can be installed, on any machine. */
      readonly isFatal: boolean;
    }
  | {
      readonly kind: 'no-wheel';
      /** Machines that had one: `x86_64`. */
      readonly machines: readonly string[];
      readonly hasSdist: boolean;
      readonly isFatal: boolean;
    };

/** Facts that decide which files a base installs. */
export type BaseFacts = Pick<CheckFacts, 'python' | 'suite' | 'machines'>;

/** Files by their names: those that the lock names, or those of the index that its hashes are of. */
export function knownFiles(
  release: InstalledRelease,
  { answers }: Pick<CheckFacts, 'answers'>,
): KnownFiles | undefined {
  const { files, hashes = [] } = release;
  if (files) return { files, ranges: [] };
  const known = filesOfRelease(release, answers);
  if ('why' in known) return undefined;
  const hashed = known.files.filter(
    (file) => hashes.length === 0 || file.hashes.some((hash) => hashes.includes(hash)),
  );
  const ranges = hashed.flatMap(({ requiresPython }) => requiresPython ?? []);
  // A file for another Python is passed over; only where all are it cannot be installed.
  const isSame = new Set(ranges).size === 1 && ranges.length === hashed.length;
  return { files: hashed, ranges: isSame ? ranges.slice(0, 1) : [] };
}

/**
 * Returns what keeps a release from the new base though the old one had a wheel of it; undefined for nothing, and where
 * the new Python is unknown. What had to be compiled before is no news, except where the old Python is unknown.
 */
export function wheelObstacle(
  release: InstalledRelease,
  known: KnownFiles | undefined,
  facts: BaseFacts,
): WheelObstacle | undefined {
  const { to } = facts.python;
  if (to === undefined) return undefined;
  const ranges = [release.requiresPython, ...(known?.ranges ?? [])];
  const unmet = ranges.find((range) => range !== undefined && excludesPython(range, to));
  if (unmet !== undefined) return { kind: 'range', range: unmet };
  return known && obstacleOfFiles(known.files, facts, to);
}

/** Machines that a release has or had a wheel for. */
export function machinesWithWheel(
  { files }: Pick<KnownFiles, 'files'>,
  { python, suite, machines }: BaseFacts,
): readonly string[] {
  return machines.filter(
    (machine) =>
      hadWheel(files, machine, { python, suite }) ||
      (python.to !== undefined && wheelOn(files, machine, python.to, suite.to).fits),
  );
}

function obstacleOfFiles(
  files: readonly LockedFile[],
  { python, suite, machines }: BaseFacts,
  to: string,
): WheelObstacle | undefined {
  if (!files.some(({ name }) => name.endsWith('.whl'))) return { kind: 'always-compiled' };
  const answers = machines.map((machine) => ({
    machine,
    answer: wheelOn(files, machine, to, suite.to),
  }));
  const without = answers.filter(
    ({ machine, answer }) => !answer.fits && hadWheel(files, machine, { python, suite }),
  );
  if (without.length === 0) return undefined;
  const hasSdist = files.some(({ name }) => !name.endsWith('.whl'));
  // Which machines images are built for is not known: on one of them alone it may be no matter.
  const isFatal = !hasSdist && without.length === machines.length;
  const glibcs = without.flatMap(({ answer }) => ('needsGlibc' in answer ? answer.needsGlibc : []));
  return glibcs.length > 0 && glibcs.length === without.length
    ? {
        ...{ kind: 'glibc', needs: Math.min(...glibcs), isFatal },
        has: debianRelease(suite.to)?.glibc ?? 0,
      }
    : { kind: 'no-wheel', machines: without.map(({ machine }) => machine), hasSdist, isFatal };
}

/** A wheel for some other system alone is never installed here. */
function hadWheel(
  files: readonly LockedFile[],
  machine: string,
  { python, suite }: Pick<BaseFacts, 'python' | 'suite'>,
): boolean {
  return python.from === undefined
    ? files.some(({ name }) => wheelFits(name))
    : wheelOn(files, machine, python.from, suite.from).fits;
}

function wheelOn(
  files: readonly LockedFile[],
  machine: string,
  python: string,
  suite: string | undefined,
) {
  const glibc = debianRelease(suite)?.glibc;
  return wheelOnBase(files, { python, machine, ...(glibc !== undefined && { glibc }) });
}
