import { posix } from 'node:path';
import type { PythonProject } from '../python/python-project';
import type { Selection } from '../python/selection';
import { type LockSlice, type LockSource, type OpenLock, openLock } from './open-lock';

/** Cuts slices out of the workspace's locks; each lock is read and checked once for all images. */
export type LockReader = (
  project: PythonProject,
  selection: Selection,
  closure: readonly string[],
) => LockSlice;

/** A reader for the locks of a workspace. */
export function lockReader(source: LockSource): LockReader {
  const opened = new Map<string, OpenLock>();
  return (project, selection, closure) => {
    const lock = opened.get(project.lockFile) ?? openLock(project, source);
    opened.set(project.lockFile, lock);
    // What is outdated for another service's sake leaves this image as it is.
    const own = new Set([project.dir, project.lockDir, ...closure]);
    const problems = [
      ...lock.broken,
      ...lock.outdated.filter(
        (each) => !('place' in each) || own.has(posix.dirname(each.place?.file ?? '')),
      ),
    ];
    return problems.length > 0 ? { problems } : lock.slice(selection);
  };
}
