import { replaceFiles } from './replace-files';

/**
 * Writes a file of a cache as {@link replaceFiles} does. One that cannot be written is no error: what a cache holds
 * can be made again.
 *
 * @param file absolute; its folder need not exist yet
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  try {
    replaceFiles([{ file, content }], { durable: false });
  } catch {
    // Asked again next time.
  }
}
