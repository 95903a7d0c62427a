import { eq, valid } from '@renovatebot/pep440';
import { normalizeName } from '../pep508/normalize-name';

const SDIST = /\.(?:tar(?:\.(?:gz|bz2|xz|Z))?|tgz|zip)$/;

/**
 * Returns the version in the name of a wheel or an sdist; undefined for a file of another project or of another kind.
 * Names hold the name of the project with underscores, or as it was written.
 *
 * @param name of the project, normalised
 */
export function versionOfFile(file: string, name: string): string | undefined {
  if (file.endsWith('.whl')) {
    const [project = '', version] = file.split('-');
    return normalizeName(project) === name ? version : undefined;
  }
  if (!SDIST.test(file)) return undefined;
  const stem = file.replace(SDIST, '');
  for (let at = stem.indexOf('-'); at !== -1; at = stem.indexOf('-', at + 1)) {
    if (normalizeName(stem.slice(0, at)) === name) return stem.slice(at + 1);
  }
  return undefined;
}

/** Whether two texts are one version: `1.0` and `1.0.0` are. */
export function isSameVersion(one: string, other: string): boolean {
  return one === other || (valid(one) !== null && valid(other) !== null && eq(one, other));
}
