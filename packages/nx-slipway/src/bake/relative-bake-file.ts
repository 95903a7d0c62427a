import { posix } from 'node:path';
import { isFolderContext } from '../dockerfile/context-kind';
import type { BakeFile, BakeTarget } from './bake-file';

/**
 * The same bake file for a call in the workspace root, wherever that is: it names no path above it. bake takes a
 * relative Dockerfile from its target's context, and all other paths from where it is called.
 */
export function relativeBakeFile(
  { group, target: targets }: BakeFile,
  workspaceRoot: string,
): BakeFile {
  const inside = (path: string): string => {
    const below = posix.relative(workspaceRoot, path) || '.';
    return posix.isAbsolute(path) && !/^\.\.(\/|$)/.test(below) ? below : path;
  };
  const moved = (target: BakeTarget): BakeTarget => {
    const { context, dockerfile, contexts } = target;
    const folders = Object.entries(contexts ?? {}).map(([name, value]) => [
      name,
      isFolderContext(value) ? inside(value) : value,
    ]);
    return {
      ...target,
      context: inside(context),
      ...(dockerfile !== undefined && { dockerfile: posix.relative(context, dockerfile) }),
      ...(contexts && { contexts: Object.fromEntries(folders) }),
    };
  };
  const all = Object.entries(targets).map(([name, target]) => [name, moved(target)]);
  return { group, target: Object.fromEntries(all) };
}
