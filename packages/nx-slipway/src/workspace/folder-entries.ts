import { type Dirent, readdirSync } from 'node:fs';

/** What lies in a folder; nothing in one that is not there. */
export function folderEntries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
