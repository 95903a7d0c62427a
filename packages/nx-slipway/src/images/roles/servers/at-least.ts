import { lt, satisfies, valid } from '@renovatebot/pep440';

/**
 * Whether a version is a release that is not older than another (PEP 440). A pre-release does not count, nor
 * does a version that is not known: a flag that a server does not know keeps it from starting.
 *
 * @param release numbers with dots: `25.1`
 */
export function atLeast(version: string | undefined, release: string): boolean {
  return version !== undefined && valid(version) !== null && satisfies(version, `>=${release}`);
}

/** Whether a version is known and older than another (PEP 440), a pre-release of it included. */
export function olderThan(version: string | undefined, release: string): boolean {
  return version !== undefined && valid(version) !== null && lt(version, release);
}
