import type { Compression } from '../images/options/compression';
import type { BakeFile } from './bake-file';

/** All that one engine invocation needs; nothing is written or run to make it. */
export interface BakePlan {
  readonly bakeFile: BakeFile;
  /** Files the bake file speaks of, by path below the run's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** bake target of each requested image, by image id. */
  readonly targets: Readonly<Record<string, string>>;
  /** Paths outside the workspace that bake must be given leave to read; sorted. */
  readonly allowRead: readonly string[];
  /** Folders outside the workspace that layers are kept in, absolute; sorted. They must be there. */
  readonly cacheFolders: readonly string[];
  /** What layers are compressed with that the engine has not compressed yet; absent for the engine's own. */
  readonly compression?: Compression;
}
