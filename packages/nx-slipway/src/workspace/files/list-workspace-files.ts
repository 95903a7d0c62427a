import { posix } from 'node:path';
import { hasFacts } from '../model/file-facts';
import type { WorkspaceReader } from './workspace-reader';

/**
 * The Dockerfiles, pyprojects and requirements files that lie in the given folders themselves, by path relative to the
 * workspace root; sorted. A folder that is not there holds none.
 */
export function listWorkspaceFiles(
  { list }: WorkspaceReader,
  folders: readonly string[],
): readonly string[] {
  return folders
    .flatMap((folder) =>
      list(folder)
        .filter(({ isFile }) => isFile)
        .map(({ name }) => posix.join(folder, name)),
    )
    .filter(hasFacts)
    .sort();
}
