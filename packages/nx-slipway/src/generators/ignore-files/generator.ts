import type { Tree } from '@nx/devkit';
import type { IgnoreFilesSchema } from './schema';
import { syncIgnoreFiles } from './sync-ignore-files';

/** What `nx sync` and a task that finds files out of sync are told. */
interface OutOfSync {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/**
 * Sync generator: every image's build context holds what the image depends on, and no more.
 *
 * @param schema given where it is run as a generator: Nx would call what it returned then
 */
export default async function ignoreFilesGenerator(
  tree: Tree,
  schema?: IgnoreFilesSchema,
): Promise<OutOfSync | undefined> {
  const files = await syncIgnoreFiles(tree);
  return files.length === 0 || schema !== undefined
    ? undefined
    : {
        outOfSyncMessage: 'The build contexts of some images differ from the project graph.',
        outOfSyncDetails: [...files],
      };
}
