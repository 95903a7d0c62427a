import { posix } from 'node:path';
import { carriedIgnores, type FolderIgnore } from '../../images/bindings/carried-ignores';
import { ignoredSecrets } from '../../images/bindings/ignored-secrets';

/** What an image takes of a workspace. */
export interface CarriedFor {
  /** Folders of its projects. */
  readonly projects: readonly string[];
  /** What it takes besides. */
  readonly others?: readonly string[];
}

/**
 * Reads the lines that a generated ignore file takes over from `.dockerignore` files: that of the workspace root, and
 * those in the folders that the image takes. From the `.gitignore` files that hold in these folders it takes what looks
 * like secrets.
 *
 * @param read text of a file by its path relative to the workspace root
 */
export function readCarriedIgnores(
  { projects, others = [] }: CarriedFor,
  read: (file: string) => string | undefined,
): readonly string[] {
  const kept = [...projects, ...others];
  const folders = ['.', ...[...new Set(kept)].filter((folder) => folder !== '.').sort()];
  const ignores = [
    ...folders.flatMap((folder): readonly FolderIgnore[] => {
      const file = posix.join(folder, '.dockerignore');
      const text = read(file);
      const heading = `From ${file}, which BuildKit does not read beside this file.`;
      return text === undefined ? [] : [{ folder, text, heading }];
    }),
    ...withParents(folders).flatMap((folder): readonly FolderIgnore[] => {
      const file = posix.join(folder, '.gitignore');
      const text = ignoredSecrets(read(file) ?? '', folder, projects).join('\n');
      const heading = `From ${file}: what looks like a secret. A line at the end of this file lets one in.`;
      return text === '' ? [] : [{ folder, text, heading }];
    }),
  ];
  const hasFile = (path: string): boolean => read(path) !== undefined;
  return ignores.length === 0 ? [] : carriedIgnores(ignores, kept, { projects, hasFile });
}

/** Folders and all that they lie in, the workspace root first. */
function withParents(folders: readonly string[]): readonly string[] {
  const parentsOf = (folder: string): readonly string[] =>
    folder === '.' ? ['.'] : [...parentsOf(posix.dirname(folder)), folder];
  return [...new Set(folders.flatMap(parentsOf))].sort();
}
