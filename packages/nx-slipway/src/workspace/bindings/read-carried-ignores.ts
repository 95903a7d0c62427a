import { posix } from 'node:path';
import { carriedIgnores, type FolderIgnore } from '../../images/bindings/carried-ignores';

/** What an image takes of a workspace. */
export interface CarriedFor {
  /** Folders of its projects. */
  readonly projects: readonly string[];
  /** What it takes besides. */
  readonly others?: readonly string[];
}

/**
 * Reads the lines that a generated ignore file takes over from `.dockerignore` files: that of the workspace root, and
 * those in the folders that the image takes.
 *
 * @param read text of a file by its path relative to the workspace root
 */
export function readCarriedIgnores(
  { projects, others = [] }: CarriedFor,
  read: (file: string) => string | undefined,
): readonly string[] {
  const kept = [...projects, ...others];
  const folders = ['.', ...[...new Set(kept)].filter((folder) => folder !== '.').sort()];
  const ignores = folders.flatMap((folder): readonly FolderIgnore[] => {
    const text = read(posix.join(folder, '.dockerignore'));
    return text === undefined ? [] : [{ folder, text }];
  });
  const hasFile = (path: string): boolean => read(path) !== undefined;
  return ignores.length === 0 ? [] : carriedIgnores(ignores, kept, { projects, hasFile });
}
