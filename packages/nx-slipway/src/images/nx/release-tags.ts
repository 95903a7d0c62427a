import { pep440OfSemver } from '../../python/versions/pep440-of-semver';
import { semverOfPep440 } from '../../python/versions/semver-of-pep440';

/**
 * The tags of a release as entries of the option `tags`: its version by semver and by PEP 440, which are one
 * where it is no pre-release. A tag has no `+`; docker/metadata-action writes a hyphen for it as well.
 *
 * @param version by either
 */
export function releaseTags(version: string): readonly string[] {
  const semver = semverOfPep440(version) ?? version;
  const tags = [semver, pep440OfSemver(semver) ?? version];
  return [...new Set(tags)].map((tag) => `type=raw,value=${tag.replace('+', '-')}`);
}
