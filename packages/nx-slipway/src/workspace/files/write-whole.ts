import { replaceFiles } from './replace-files';

/**
 * Writes a file of a cache as {@link replaceFiles} does. One that cannot be written is no error: what a cache holds
 * can be made again.
 *
 * @param file absolute; its folder need not exist yet
 * @param mode permissions. Default: those of the file that is replaced
 */
export function writeWhole(file: string, content: string | Uint8Array, mode?: number): void {
  try {
    replaceFiles([{ file, content, ...(mode !== undefined && { mode }) }], { durable: false });
  } catch {
    // Asked again next time.
  }
}
