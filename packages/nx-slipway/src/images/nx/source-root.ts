import { posix } from 'node:path';
import type { ListFolder } from '../model/build-context';

/** Where the code of a Python project lies. */
export function sourceRoot(root: string, list: ListFolder): string {
  return list(root).includes('src') ? posix.join(root, 'src') : root;
}
