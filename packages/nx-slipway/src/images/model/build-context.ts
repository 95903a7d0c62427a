import { posix } from 'node:path';
import { namePattern } from '../../dockerfile/patterns/path-pattern';

/** Names of what lies in a folder, by its path relative to the workspace root; empty for a missing folder. */
export type ListFolder = (folder: string) => readonly string[];

/**
 * The folder a Dockerfile was written for, the project's or the workspace root, by what it takes out of
 * the context: the one that has all of it where the other has not. What neither has, such as a wheel
 * that is yet to be built, tells nothing. Where both have everything, an ignore file in the project's
 * folder decides, since no other context would read it; otherwise it is the workspace root.
 *
 * @param sources paths that instructions take out of the context, with Go's wildcards; empty for all of it
 * @param root the project's folder
 * @returns `root` or `.`
 */
export function buildContext(sources: readonly string[], root: string, list: ListFolder): string {
  if (root === '.' || sources.length === 0) return '.';
  const found = sources
    .filter((source) => source !== '')
    .map((source) => ({
      inProject: isThere(source, root, list),
      inWorkspace: isThere(source, '.', list),
    }))
    .filter(({ inProject, inWorkspace }) => inProject || inWorkspace);
  const fitsProject = found.every(({ inProject }) => inProject);
  const fitsWorkspace = found.every(({ inWorkspace }) => inWorkspace);
  if (fitsProject !== fitsWorkspace) return fitsProject ? root : '.';
  return fitsProject && list(root).includes('.dockerignore') ? root : '.';
}

/** Wildcards are Go's `filepath.Match`, as in BuildKit. */
function isThere(source: string, folder: string, list: ListFolder): boolean {
  const [first = '', ...rest] = source.split('/');
  const names = list(folder).filter(namePattern(first));
  return rest.length === 0
    ? names.length > 0
    : names.some((name) => isThere(rest.join('/'), posix.join(folder, name), list));
}
