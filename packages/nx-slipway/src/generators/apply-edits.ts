import type { Tree } from '@nx/devkit';
import { bytesOf } from '../workspace/files/file-text';
import type { FileEdit } from './file-edit';

/** Writes edits into Nx's tree. */
export function applyEdits(tree: Tree, edits: readonly FileEdit[]): void {
  for (const { file, content } of edits) tree.write(file, bytesOf(content));
}
