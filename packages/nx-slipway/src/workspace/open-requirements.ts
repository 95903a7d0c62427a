import { posix } from 'node:path';
import { brokenLock } from './broken-lock';
import type { LockOpener } from './open-lock';

/** Opens the requirements files of a project that pip installs. */
export const openRequirements: LockOpener = ({ dir, lockFile }, { read }) => {
  if (read(lockFile) === undefined) {
    return brokenLock([{ kind: 'lock-missing', place: { file: lockFile }, dir, installer: 'pip' }]);
  }
  return {
    broken: [],
    outdated: [],
    slice: ({ groups }) => ({
      files: Object.fromEntries(
        ['requirements.txt', ...groups.map((group) => `requirements-${group}.txt`)].map((name) => [
          name,
          read(posix.join(dir, name)) ?? '',
        ]),
      ),
      problems: [],
    }),
    packages: () => undefined,
  };
};
