import { readlinkSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LINKS_FOLLOWED } from './follow-links';
import { lstatIfThere } from './stat-if-there';

/**
 * Follows a path that is a symbolic link to the file that it stands for, also one that leads to nothing yet. A path that
 * is no link stays as it is.
 */
export function linkEnd(file: string): string {
  let path = file;
  for (let links = 0; links < LINKS_FOLLOWED; links += 1) {
    if (!lstatIfThere(path)?.isSymbolicLink()) return path;
    // A link leads from the folder that it really lies in.
    path = resolve(realpathSync(dirname(path)), readlinkSync(path));
  }
  return path;
}
