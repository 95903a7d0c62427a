import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isPattern } from '../../dockerfile/patterns/path-pattern';

/** As many links as Linux follows in one path. */
export const LINKS_FOLLOWED = 40;

/**
 * Finds where symbolic links on the way to a path of the workspace lead, as BuildKit follows them: what it sends is
 * what lies there. A name with a wildcard may be any link beside it.
 *
 * @returns the path itself, and those that links lead to, relative to the workspace root
 */
export function linkFollower(workspaceRoot: string): (path: string) => readonly string[] {
  return (path) => {
    const found = new Set<string>();
    const follow = (done: string, rest: readonly string[], links: number): void => {
      const [name, ...below] = rest;
      if (name === undefined) {
        found.add(done);
        return;
      }
      for (const target of links < LINKS_FOLLOWED ? linksLike(done, name) : []) {
        follow('.', [...target.split('/').filter(Boolean), ...below], links + 1);
      }
      follow(posix.join(done, name), below, links);
    };
    follow('.', path === '.' ? [] : path.split('/'), 0);
    return [...found];
  };

  /** Where the links in a folder that a name may be lead, relative to the workspace root. */
  function linksLike(folder: string, name: string): readonly string[] {
    const names = isPattern(name) ? linksIn(folder) : [name];
    return names.flatMap((each) => {
      const target = linkTarget(join(workspaceRoot, folder, each));
      if (target === undefined || posix.isAbsolute(target)) return [];
      const path = posix.join(folder, target);
      return path.startsWith('..') ? [] : [path];
    });
  }

  function linksIn(folder: string): readonly string[] {
    try {
      return readdirSync(join(workspaceRoot, folder), { withFileTypes: true })
        .filter((entry) => entry.isSymbolicLink())
        .map(({ name }) => name);
    } catch {
      return [];
    }
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}
