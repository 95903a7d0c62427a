import { posix } from 'node:path';
import { checkUvLock } from '../python/check-uv-lock';
import { lockedFromGit } from '../python/locked-from-git';
import { lockedPackages } from '../python/locked-packages';
import { reduceRootPyproject } from '../python/reduce-root-pyproject';
import { sliceUvLock } from '../python/slice-uv-lock';
import { brokenLock } from './broken-lock';
import type { LockOpener } from './open-lock';
import { parseTomlText } from './read-toml';
import { readUvLock } from './read-uv-lock';

/** Opens a uv.lock with the pyproject beside it. */
export const openUvLock: LockOpener = (project, { read, workspace }) => {
  const { lock, problems } = readUvLock(read, project);
  const file = posix.join(project.lockDir, 'pyproject.toml');
  const root = parseTomlText(read(file) ?? '', file);
  if (!lock || 'problem' in root) {
    return brokenLock([...problems, ...('problem' in root ? [root.problem] : [])]);
  }
  const { python, lockRoots } = workspace;
  const lockRoot = lockRoots.find(({ dir }) => dir === project.lockDir);
  // A member that cannot be read would look like one that is gone.
  const isWhole = !workspace.problems.some(({ kind }) => kind.startsWith('toml-'));
  return {
    broken: [],
    outdated:
      lockRoot && isWhole
        ? checkUvLock(lock, lockRoot, { projects: [...python.values()], lockRoots })
        : [],
    slice(selection) {
      const slice = sliceUvLock(lock, selection, project.dir);
      return slice.problems.length > 0
        ? { problems: slice.problems }
        : {
            files: {
              'uv.lock': slice.text,
              'pyproject.toml': reduceRootPyproject(root.value, slice),
            },
            fromGit: lockedFromGit(lock, selection, project.dir),
            problems: [],
          };
    },
    packages: (selection) =>
      lock.packages.some(({ name }) => name === selection.package)
        ? new Set(lockedPackages(lock, selection).map(({ name }) => name))
        : undefined,
  };
};
