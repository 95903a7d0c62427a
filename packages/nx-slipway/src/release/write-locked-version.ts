import { posix } from 'node:path';
import { globAsync, type Tree } from '@nx/devkit';
import { setLockedVersion } from '../python/uv/set-locked-version';
import { bytesOf, textOf } from '../workspace/files/file-text';

/** Looked for once in a release, which may have many projects. */
const found = new WeakMap<Tree, Promise<readonly string[]>>();

/**
 * Writes a project's version into every uv.lock and poetry.lock that holds the project, without the tools:
 * `uv lock --check` accepts the lock, a dry run shows the change, and nothing else is updated on the way.
 *
 * @param version PEP 440
 * @returns the files that changed
 */
export async function writeLockedVersion(
  tree: Tree,
  { dir, name, version }: { readonly dir: string; readonly name: string; readonly version: string },
): Promise<readonly string[]> {
  const locks = found.get(tree) ?? globAsync(tree, ['**/uv.lock', '**/poetry.lock']);
  found.set(tree, locks);
  return (await locks).filter((file) => {
    const bytes = tree.read(file);
    if (bytes === null) return false;
    const text = textOf(bytes);
    const isProject = (path: string) => posix.join(posix.dirname(file), path) === dir;
    const changed = setLockedVersion(text, { name, version, isProject });
    if (changed === text) return false;
    tree.write(file, bytesOf(changed));
    return true;
  });
}
