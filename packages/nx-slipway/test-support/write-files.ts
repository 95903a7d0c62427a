import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bytesOf } from '../src/workspace/files/file-text';
import type { Files } from './workspace-files';

/**
 * Writes files into a folder, with the folders that they are in. A text may hold bytes that are not UTF-8, as `textOf`
 * keeps them.
 *
 * @param folder absolute; need not exist
 */
export function writeFiles(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytesOf(text));
  }
}
