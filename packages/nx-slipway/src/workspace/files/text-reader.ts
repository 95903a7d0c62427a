import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads files below a folder by their paths relative to it; undefined for one that is not there. */
export function textReader(folder: string): (file: string) => string | undefined {
  return (file) => {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch {
      return undefined;
    }
  };
}
