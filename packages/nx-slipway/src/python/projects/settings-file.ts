import { posix } from 'node:path';
import type { Pyproject } from '../pyproject/pyproject';
import type { InstallerName } from '../pyproject/python-project';

/** What is known of the files around a lock. */
export interface SettingsContext {
  /** Folder of the lock, relative to the workspace root. */
  readonly lockDir: string;
  /** All pyprojects of the workspace, by folder. */
  readonly pyprojects: ReadonlyMap<string, Pyproject>;
  readonly hasFile: (file: string) => boolean;
}

/**
 * Returns the file that an installer takes its settings from besides the pyproject beside the lock, or in
 * place of it; undefined without one. Settings of the user and of the machine are not the
 * workspace's.
 *
 * - uv goes from the lock's folder upwards and takes the first `uv.toml`, or pyproject with a `[tool.uv]`;
 *   in one folder the `uv.toml` wins as a whole (uv, concepts/configuration-files;
 *   `FilesystemOptions::find`).
 * - Poetry takes the `poetry.toml` beside the pyproject (Poetry, "Configuration", local configuration).
 * - pip reads no file of a project.
 */
export function settingsFile(
  installer: InstallerName,
  { lockDir, pyprojects, hasFile }: SettingsContext,
): string | undefined {
  if (installer === 'pip') return undefined;
  if (installer === 'poetry') {
    const file = posix.join(lockDir, 'poetry.toml');
    return hasFile(file) ? file : undefined;
  }
  for (const dir of withParents(lockDir)) {
    const file = posix.join(dir, 'uv.toml');
    if (hasFile(file)) return file;
    const pyproject = pyprojects.get(dir);
    if (pyproject?.uv.isPresent) return dir === lockDir ? undefined : pyproject.file;
  }
  return undefined;
}

/** A folder and those it lies in, up to the root of the workspace. */
function withParents(folder: string): readonly string[] {
  return folder === '.' ? [folder] : [folder, ...withParents(posix.dirname(folder))];
}
