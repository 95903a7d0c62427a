/** A file that a project may be locked by and that no image is installed from. */
export interface OtherLock {
  /** Relative to the project's folder. */
  readonly file: string;
  readonly isRequirements: boolean;
}

/**
 * Returns files of a project that hold locked versions all the same where none of uv, Poetry and pip has a
 * lock at its usual place: requirements files of another name, and locks of other tools.
 *
 * @param list names of what lies in the project's folder, or in a folder of it
 */
export function otherLocks(list: (folder?: string) => readonly string[]): readonly OtherLock[] {
  const names = list();
  const nested = names.includes('requirements')
    ? list('requirements').map((name) => `requirements/${name}`)
    : [];
  const requirements = [...names, ...nested]
    .filter((file) => REQUIREMENTS.test(file) && !FOR_DEVELOPMENT.test(file))
    .map((file) => ({ file, isRequirements: true }));
  const others = names
    .filter((name) => OTHER_LOCKS.test(name))
    .map((file) => ({ file, isRequirements: false }));
  return [...requirements.sort(byProduction), ...others];
}

const REQUIREMENTS =
  /^(requirements[-_.][^/]+\.txt|requirements\.lock|requirements\/[^/]+\.(txt|lock))$/;
const FOR_DEVELOPMENT =
  /(^|[-_./])(dev|develop|development|local|test|tests|testing|lint|docs?|ci)\b/;
const PRODUCTION = /(^|[-_./])(prod|production|main|base|requirements)\.(txt|lock)$/;

/** Of Pipenv, PDM, pixi, conda and PEP 751. */
const OTHER_LOCKS = /^(Pipfile\.lock|pdm\.lock|pixi\.lock|conda-lock\.yml|pylock(\.[^.]+)?\.toml)$/;

function byProduction({ file: a }: OtherLock, { file: b }: OtherLock): number {
  return Number(PRODUCTION.test(b)) - Number(PRODUCTION.test(a)) || (a < b ? -1 : 1);
}
