import type { GeneratorCallback, Tree } from '@nx/devkit';
import { changeWorkspace, guardChanges } from '../change-workspace';
import type { IgnoreFilesSchema } from './schema';
import { syncIgnoreFiles } from './sync-ignore-files';

/** What `nx sync` and a task that finds files out of sync are told. */
interface OutOfSync {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/**
 * Sync generator: every image's build context holds only what the image depends on.
 *
 * @param schema given where it is run as a generator, and not by `nx sync`
 */
export default async function ignoreFilesGenerator(
  tree: Tree,
  schema?: IgnoreFilesSchema,
): Promise<OutOfSync | GeneratorCallback | undefined> {
  if (schema) {
    return await changeWorkspace(tree, async () => {
      await syncIgnoreFiles(tree);
      return undefined;
    });
  }
  const files = await syncIgnoreFiles(tree);
  guardChanges(tree);
  return files.length === 0
    ? undefined
    : {
        outOfSyncMessage: 'The build contexts of some images differ from the project graph.',
        outOfSyncDetails: [...files],
      };
}
