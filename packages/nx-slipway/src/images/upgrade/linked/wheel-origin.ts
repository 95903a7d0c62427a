import { wheelOnBase } from '../../../python/wheels/wheel-on-base';
import { wheelTags } from '../../../python/wheels/wheel-tags';
import { debianRelease } from '../../references/debian-releases';
import type { CheckFacts, InstalledRelease } from '../check-facts';
import { knownFiles } from '../wheel-obstacles';
import type { LinkedFiles } from './image-links';

/**
 * What a new base installs of a distribution that an image has: the same wheel, another wheel of the same release, or
 * what is compiled on it. `stale` where the lock has another release than the image, and `unknown` where no lock has
 * the distribution, or where nobody knows its files.
 */
export type WheelOrigin = 'same' | 'other' | 'compiled' | 'stale' | 'unknown';

/** Compares an installed distribution with its release in a lock. */
export function wheelOrigin(
  { version, tags }: Required<LinkedFiles>['distribution'],
  release: InstalledRelease | undefined,
  machine: string,
  facts: Pick<CheckFacts, 'answers' | 'python' | 'suite'>,
): WheelOrigin {
  // An installer of old wrote none, and compiled on the spot.
  if (tags.length === 0) return 'compiled';
  if (!release) return 'unknown';
  if (release.version !== version) return 'stale';
  const { from, to } = facts.python;
  const wheels = knownFiles(release, facts)?.files.filter(({ name }) => name.endsWith('.whl'));
  if (!wheels || to === undefined) return 'unknown';
  const installed = wheels.filter(({ name }) =>
    tagsOfWheel(name).some((tag) => tags.includes(tag)),
  );
  if (installed.length === 0) return 'compiled';
  const fitsOn = (file: (typeof wheels)[number], python: string, suite: string | undefined) => {
    const glibc = debianRelease(suite)?.glibc;
    const base = { python, machine, ...(glibc !== undefined && { glibc }) };
    return wheelOnBase([file], base).fits;
  };
  const next = wheels.filter((each) => fitsOn(each, to, facts.suite.to));
  if (next.length === 0) return 'compiled';
  const isKept =
    next.some((each) => installed.includes(each)) &&
    next.every((each) => from !== undefined && fitsOn(each, from, facts.suite.from));
  return isKept ? 'same' : 'other';
}

/** The tags that the name of a wheel stands for: `cp39-abi3-manylinux_2_17_x86_64`. */
function tagsOfWheel(file: string): readonly string[] {
  const { pythons, abis, platforms } = wheelTags(file);
  return pythons.flatMap((python) =>
    abis.flatMap((abi) => platforms.map((platform) => `${python}-${abi}-${platform}`)),
  );
}
