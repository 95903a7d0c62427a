/**
 * Whether `--files` copies a file into the image, by its own name or with a folder.
 *
 * @param copied relative to the project's folder, as the file is
 */
export function isCopied(file: string, copied: readonly string[]): boolean {
  return copied.some((each) => file === each || file.startsWith(each.replace(/\/?$/, '/')));
}
