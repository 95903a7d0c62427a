import { posix } from 'node:path';
import { brokenLock } from './broken-lock';
import type { LockOpener } from './open-lock';

/** Opens a poetry.lock with the pyproject beside it. */
export const openPoetryLock: LockOpener = ({ dir, lockFile }, { read }) => {
  const lock = read(lockFile);
  if (lock === undefined) {
    return brokenLock([
      { kind: 'lock-missing', place: { file: lockFile }, dir, installer: 'poetry' },
    ]);
  }
  const pyproject = read(posix.join(dir, 'pyproject.toml')) ?? '';
  return {
    broken: [],
    outdated: [],
    slice: () => ({ files: { 'poetry.lock': lock, 'pyproject.toml': pyproject }, problems: [] }),
    packages: () => undefined,
  };
};
