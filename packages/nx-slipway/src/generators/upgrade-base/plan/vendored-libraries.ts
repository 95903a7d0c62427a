import { globAsync, type Tree } from '@nx/devkit';
import { sha256 } from '../../../workspace/cache/sha256';

/** Names that shared libraries have; a program is not told apart from a script by its name. */
const LIBRARY_GLOBS: readonly string[] = ['**/*.so', '**/*.so.*'];

/** Returns the shared libraries among the files of a workspace, with the SHA-256 of each in hex. */
export async function vendoredLibraries(tree: Tree): Promise<ReadonlyMap<string, string>> {
  const files = await globAsync(tree, [...LIBRARY_GLOBS]);
  return new Map(
    files.sort().flatMap((file) => {
      const bytes = tree.read(file);
      return bytes === null ? [] : [[file, sha256(bytes)] as const];
    }),
  );
}
