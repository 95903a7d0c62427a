import { explain } from '@renovatebot/pep440';
import { valid } from 'semver';
import { prereleaseNames } from './prerelease-names';

/** A normalised public version that semver has words for. */
const SAYABLE = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:(a|b|rc|\.dev)(\d+))?$/;

/**
 * A PEP 440 version in semver's words: `1.2.0rc1` is `1.2.0-rc.1`, `1.2` is `1.2.0`. Undefined for what is no
 * version, and for what semver has no words for: epochs, post-releases, more than three numbers, a
 * development release of a pre-release.
 */
export function semverOfPep440(text: string): string | undefined {
  const version = explain(text);
  const parts = SAYABLE.exec(version?.public ?? '');
  if (!version || !parts) return undefined;
  const [, major, minor = '0', patch = '0', letters, number] = parts;
  const name = prereleaseNames.find(({ pep440 }) => pep440 === letters)?.semver;
  const prerelease = name === undefined ? '' : `-${name}.${number}`;
  const local = version.local === null ? '' : `+${version.local}`;
  const semver = `${major}.${minor}.${patch}${prerelease}${local}`;
  // Numbers beyond what JavaScript counts exactly.
  return valid(semver) === null ? undefined : semver;
}
