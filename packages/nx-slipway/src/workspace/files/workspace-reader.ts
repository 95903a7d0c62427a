import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { textReader } from './text-reader';

/** One thing in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFile: boolean;
}

/** How the files of a workspace are looked at; all paths are relative to its root. */
export interface WorkspaceReader {
  /** Text of a file; undefined for one that is not there. */
  readonly read: (file: string) => string | undefined;
  /** Whether there is something at a path. */
  readonly hasFile: (path: string) => boolean;
  /** What lies in a folder, sorted by name; nothing in one that is not there. */
  readonly list: (folder: string) => readonly FolderEntry[];
}

/** Looks at files below a folder, as they are when it is asked. */
export function workspaceReader(workspaceRoot: string): WorkspaceReader {
  return {
    read: textReader(workspaceRoot),
    hasFile: (path) => existsSync(join(workspaceRoot, path)),
    list: (folder) => {
      try {
        return readdirSync(join(workspaceRoot, folder), { withFileTypes: true })
          .map((entry) => ({ name: entry.name, isFile: entry.isFile() }))
          .sort((a, b) => (a.name < b.name ? -1 : 1));
      } catch {
        return [];
      }
    },
  };
}
