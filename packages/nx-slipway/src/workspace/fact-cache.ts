import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { FileFacts } from './file-facts';

/** What one file said, and the hash of the content that said it. */
export interface CachedFacts {
  readonly hash: string;
  readonly facts: FileFacts;
}

/** By path relative to the workspace root. */
export type FactCache = ReadonlyMap<string, CachedFacts>;

/**
 * Reads the cache file. One that is missing, broken or of another version of this package is empty.
 *
 * @param version whatever changes when facts change their shape
 */
export function readFactCache(file: string, version: string): FactCache {
  try {
    const stored: unknown = deserialize(readFileSync(file));
    return isStored(stored) && stored.version === version ? stored.entries : new Map();
  } catch {
    return new Map();
  }
}

/**
 * Writes the cache file under another name first, so that a process reading it meanwhile sees the old
 * one whole. A cache that cannot be written is no error: the next run reads the files again.
 */
export function writeFactCache(file: string, version: string, entries: FactCache): void {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch {
    return;
  }
  try {
    writeFileSync(draft, serialize({ version, entries } satisfies Stored));
    renameSync(draft, file);
  } catch {
    rmSync(draft, { force: true });
  }
}

interface Stored {
  readonly version: string;
  readonly entries: FactCache;
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    'entries' in value &&
    value.entries instanceof Map
  );
}
