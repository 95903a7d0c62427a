import type { Tree } from '@nx/devkit';
import { bytesOf, textOf } from '../workspace/files/file-text';

/** Files of Nx's tree as texts; what is written back keeps bytes that are not UTF-8. */
export interface TreeText {
  /** Undefined for a file that does not exist. */
  readonly read: (file: string) => string | undefined;
  readonly write: (file: string, text: string) => void;
}

/** Reads and writes the files of a tree as texts, by path relative to the workspace root. */
export function treeText(tree: Tree): TreeText {
  return {
    read(file) {
      const bytes = tree.read(file);
      return bytes === null ? undefined : textOf(bytes);
    },
    write: (file, text) => tree.write(file, bytesOf(text)),
  };
}
