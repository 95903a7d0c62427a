import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { hasFacts } from './file-facts';

/**
 * The Dockerfiles and pyprojects that lie in the given folders themselves, by path relative to the
 * workspace root; sorted. A folder that is not there holds none.
 */
export function listWorkspaceFiles(
  workspaceRoot: string,
  folders: readonly string[],
): readonly string[] {
  return folders
    .flatMap((folder) =>
      filesIn(join(workspaceRoot, folder)).map((name) => posix.join(folder, name)),
    )
    .filter(hasFacts)
    .sort();
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}
