import { parse } from 'semver';
import { prereleaseNames } from './prerelease-names';

/** One part of a local version that PEP 440 leaves as it is: no leading zero, no capital, no hyphen. */
const LOCAL_PART = /^(?:0|[1-9]\d*|\d*[a-z][a-z\d]*)$/;

/**
 * A semver version as PEP 440 writes it, normalised: `1.2.0-rc.1` is `1.2.0rc1`. Build metadata is a local
 * version. Undefined for what is no semver, and for what would read back as another one: a pre-release
 * without a name or a number, or one called by none of {@link prereleaseNames}.
 */
export function pep440OfSemver(version: string): string | undefined {
  const parsed = parse(version);
  if (!parsed) return undefined;
  const { major, minor, patch, prerelease, build } = parsed;
  const suffix = prerelease.length === 0 ? '' : prereleaseSuffix(prerelease);
  if (suffix === undefined || !build.every((part) => LOCAL_PART.test(part))) return undefined;
  const local = build.length > 0 ? `+${build.join('.')}` : '';
  return `${major}.${minor}.${patch}${suffix}${local}`;
}

function prereleaseSuffix([name, number, ...rest]: readonly (string | number)[]):
  | string
  | undefined {
  const known = prereleaseNames.find(({ semver }) => semver === name);
  return known && typeof number === 'number' && rest.length === 0
    ? `${known.pep440}${number}`
    : undefined;
}
