import { join, posix } from 'node:path';
import { hasFacts } from './file-facts';
import { folderEntries } from './folder-entries';

/**
 * The Dockerfiles, pyprojects and requirements files that lie in the given folders themselves, by path relative to the
 * workspace root; sorted. A folder that is not there holds none.
 */
export function listWorkspaceFiles(
  workspaceRoot: string,
  folders: readonly string[],
): readonly string[] {
  return folders
    .flatMap((folder) =>
      folderEntries(join(workspaceRoot, folder))
        .filter((entry) => entry.isFile())
        .map(({ name }) => posix.join(folder, name)),
    )
    .filter(hasFacts)
    .sort();
}
