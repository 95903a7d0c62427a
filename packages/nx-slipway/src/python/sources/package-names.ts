import { posix } from 'node:path';

/**
 * Returns the names of a package and of those that hold it, the outermost first; none of a folder that is no package.
 *
 * @param hasInit whether a folder holds an `__init__.py`
 */
export function packageNames(
  folder: string,
  hasInit: (folder: string) => boolean,
): readonly string[] {
  if (folder === '.' || !hasInit(folder)) return [];
  return [...packageNames(posix.dirname(folder), hasInit), posix.basename(folder)];
}
