import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Returns the files below a folder, relative to it, without those of git and of virtual environments. */
export function filesBelow(root: string, folder = root): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === '.git' || entry.name === '.venv') return [];
    return entry.isDirectory() ? filesBelow(root, path) : [relative(root, path)];
  });
}
