import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Text of one of this package's own files. @param path below the generators' folder */
export function readTemplate(path: string): string {
  return readFileSync(join(__dirname, '../..', 'generators', path), 'utf8');
}
