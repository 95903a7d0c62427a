import { join } from 'node:path';
import type { KnownBase } from '../../bake/keys/read-targets';
import { sha256 } from './sha256';
import { readStored, type ValueStore, writeStored } from './stored-value';

/** What this user's engines have told of images that are named with their digests, which never change. */
export interface BaseRecords {
  readonly read: (reference: string, platform: string) => KnownBase | undefined;
  /** One that cannot be written is no error: it is asked again. */
  readonly write: (reference: string, platform: string, base: KnownBase) => void;
}

/** Raised when what is stored has another shape. */
const VERSION = '3';

/** Opens the records in a folder, which need not be there yet. */
export function baseRecords(folder: string): BaseRecords {
  const storeOf = (reference: string, platform: string): ValueStore => ({
    file: join(folder, sha256(`${platform} ${reference}`)),
    version: VERSION,
  });
  return {
    read(reference, platform) {
      const base = readStored<KnownBase>(storeOf(reference, platform));
      return base && reference.endsWith(`@${base.digest}`) ? base : undefined;
    },
    write: (reference, platform, base) => writeStored(storeOf(reference, platform), base),
  };
}
