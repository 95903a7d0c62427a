import { readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { userCacheFolder } from 'dockerfile-frontend';
import type { KeyParts } from '../../bake/keys/plan-keys';
import { statIfThere } from '../files/stat-if-there';
import { writeWhole } from '../files/write-whole';

/** What is remembered of an image that was built under a key. */
export interface ImageRecord {
  /** What engines' stores and registries know it by, the last built first: `sha256:…`. */
  readonly ids: readonly string[];
  /** What its key was made of, to tell what changed since. */
  readonly parts: KeyParts;
}

/** Records of this user's builds, a file for each key. */
export interface ImageRecords {
  /** Undefined for a missing or broken one; one that is read counts as used today. */
  readonly read: (key: string) => ImageRecord | undefined;
  /**
   * Adds an id to those of a key: another engine has the image under another one. A record is written
   * whole or not at all; one that cannot be written is no error.
   */
  readonly add: (key: string, id: string, parts: KeyParts) => void;
}

/** Ids that are kept of a key: more engines than one user has, and few enough to ask each for. */
const IDS_KEPT = 8;

/** Milliseconds after which a record that nobody used is removed: 60 days. */
const KEPT = 60 * 24 * 60 * 60 * 1000;

/**
 * Returns where what is known of this user's builds lies, a folder for each kind: the user's cache. Without one it is
 * a folder that nothing can be written to, and every build is the first.
 */
export function recordsFolder(environment: NodeJS.ProcessEnv): string {
  return userCacheFolder(environment) ?? join(devNull, 'nx-slipway');
}

/** Opens the records in a folder, which need not be there yet. */
export function imageRecords(folder: string): ImageRecords {
  let isPruned = false;
  const fileOf = (key: string): string => join(folder, `${key}.json`);
  const read = (key: string): ImageRecord | undefined => {
    try {
      const record: unknown = JSON.parse(readFileSync(fileOf(key), 'utf8'));
      if (!isRecord(record)) return undefined;
      const now = new Date();
      utimesSync(fileOf(key), now, now);
      return record;
    } catch {
      return undefined;
    }
  };
  return {
    read,
    add(key, id, parts) {
      const ids = [...new Set([id, ...(read(key)?.ids ?? [])])].slice(0, IDS_KEPT);
      const record: ImageRecord = { ids, parts };
      writeWhole(fileOf(key), `${JSON.stringify(record)}\n`);
      if (!isPruned) pruneRecords(folder, Date.now() - KEPT);
      isPruned = true;
    },
  };
}

/** Removes what was last used before a time, drafts of runs that were killed among it. */
function pruneRecords(folder: string, before: number): void {
  try {
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      if ((statIfThere(file)?.mtimeMs ?? before) < before) rmSync(file);
    }
  } catch {
    // Another run prunes at the same time, or the folder is not ours: the records stay.
  }
}

function isRecord(value: unknown): value is ImageRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ids' in value &&
    Array.isArray(value.ids) &&
    value.ids.every((id) => typeof id === 'string') &&
    'parts' in value &&
    typeof value.parts === 'object' &&
    value.parts !== null
  );
}
