import { posix } from 'node:path';
import { buildsWithSetuptools } from '../projects/check-packages';
import type { Pyproject } from '../pyproject/pyproject';

/** Folders of a project that its wheel is not built from: its tests, and what builds leave behind. */
export const UNBUILT_FOLDERS: readonly string[] = ['tests', 'dist', 'build'];

/**
 * Whether the wheel of a project may hold more than its pyproject names: by a pattern, or by a setup.py or
 * setup.cfg of setuptools, which are not read.
 *
 * @param hasFile takes paths relative to the workspace root
 */
export function isWheelOpen(pyproject: Pyproject, hasFile: (file: string) => boolean): boolean {
  const { dir, buildSystem, wheelPaths } = pyproject;
  const isSetuptools =
    buildsWithSetuptools({ pyproject }) ||
    buildSystem?.requires.some(({ name }) => name === 'setuptools') === true;
  return (
    wheelPaths.isOpen ||
    (isSetuptools && ['setup.py', 'setup.cfg'].some((name) => hasFile(posix.join(dir, name))))
  );
}

/**
 * Returns the names in a project's folder that a build context must not leave out: the first part of every
 * path that its build backend is told of, and `tests` where the wheel may hold anything. `build` and `dist`
 * have to be named, since they hold what the last build on the host left.
 */
export function wheelEntries(
  pyproject: Pyproject,
  hasFile: (file: string) => boolean,
): readonly string[] {
  const named = pyproject.wheelPaths.named.flatMap(({ path }) => path.split('/')[0] ?? []);
  const open = isWheelOpen(pyproject, hasFile) ? ['tests'] : [];
  return [...new Set([...named, ...open])].sort();
}
