import { join } from 'node:path';
import type { FileStamp } from '../files/context-files';
import { sha256 } from './sha256';
import { readStored, writeStored } from './stored-value';

/** Files as they were when images were last built from them. */
export interface BuiltFiles {
  /**
   * Whether a file has another content than then and neither another size nor another time. BuildKit compares those
   * alone before it asks for a file again, so it may well have built from the old content.
   */
  readonly isUnseen: (path: string, stamp: FileStamp) => boolean;
  /** Remembers files that images have been built from; what may be unseen stays as it was. */
  readonly add: (stamps: ReadonlyMap<string, FileStamp>) => void;
}

type Known = Pick<FileStamp, 'size' | 'modified' | 'digest'>;

/** Raised when what is stored has another shape. */
const VERSION = '1';

/** Opens the memory of one workspace. @param recordsFolder absolute; need not be there yet */
export function builtFiles(recordsFolder: string, workspaceRoot: string): BuiltFiles {
  const name = sha256(workspaceRoot);
  const file = join(recordsFolder, 'files', name);
  const known = new Map(readStored<Map<string, Known>>({ file, version: VERSION }));
  const isUnseen = (path: string, { size, modified, digest }: FileStamp): boolean => {
    const before = known.get(path);
    return before?.size === size && before.modified === modified && before.digest !== digest;
  };
  return {
    isUnseen,
    add(stamps) {
      let isNew = false;
      for (const [path, stamp] of stamps) {
        const { size, modified, digest } = stamp;
        const before = known.get(path);
        if (isUnseen(path, stamp) || (before?.modified === modified && before.size === size))
          continue;
        known.set(path, { size, modified, digest });
        isNew = true;
      }
      if (isNew) writeStored({ file, version: VERSION }, known);
    },
  };
}
