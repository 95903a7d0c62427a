import type { Tree } from '@nx/devkit';
import { syncIgnoreFiles } from './sync-ignore-files';

/** What `nx sync` and a task that finds files out of sync are told. */
interface OutOfSync {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/** Sync generator: every image's build context holds what the image depends on, and no more. */
export default async function ignoreFilesGenerator(tree: Tree): Promise<OutOfSync | undefined> {
  const files = await syncIgnoreFiles(tree);
  return files.length === 0
    ? undefined
    : {
        outOfSyncMessage: 'The build contexts of some images differ from the project graph.',
        outOfSyncDetails: [...files],
      };
}
