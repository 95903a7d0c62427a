import { ProblemsError } from '../problems/problems-error';
import { pep440OfSemver } from '../python/versions/pep440-of-semver';
import { semverOfPep440 } from '../python/versions/semver-of-pep440';

/**
 * A new version as a pyproject holds it.
 *
 * @param version by semver
 * @throws {ProblemsError} where PEP 440 has no words for it
 */
export function writtenVersion(version: string, project: string): string {
  const written = pep440OfSemver(version);
  if (written !== undefined) return written;
  const meant = semverOfPep440(version);
  throw new ProblemsError([
    { kind: 'version-not-pep440', project, version, ...(meant !== undefined && { meant }) },
  ]);
}
