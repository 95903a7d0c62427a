import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { workspaceDataDirectoryForWorkspace } from 'nx/src/utils/cache-directory';
import { writeWhole } from '../files/write-whole';
import { readPackageStamp } from './read-package-stamp';

/** Where one value is kept. */
export interface ValueStore {
  /** Absolute. */
  readonly file: string;
  /** Whatever changes when the value changes its shape or its meaning. */
  readonly version: string;
}

interface Stored<Value> {
  readonly version: string;
  readonly value: Value;
}

/** In Nx's workspace data folder, for this package as it is installed: another one may mean something else. */
export function workspaceStore(workspaceRoot: string, topic: string): ValueStore {
  const folder = workspaceDataDirectoryForWorkspace(workspaceRoot);
  return { file: join(folder, `nx-slipway-${topic}`), version: readPackageStamp() };
}

/** Reads what {@link writeStored} wrote. A file that is missing, broken or of another version has nothing. */
export function readStored<Value>({ file, version }: ValueStore): Value | undefined {
  try {
    const stored: unknown = deserialize(readFileSync(file));
    return isStored<Value>(stored) && stored.version === version ? stored.value : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a value, maps and sets included, by {@link writeWhole}. */
export function writeStored<Value>({ file, version }: ValueStore, value: Value): void {
  writeWhole(file, serialize({ version, value } satisfies Stored<Value>));
}

function isStored<Value>(value: unknown): value is Stored<Value> {
  return typeof value === 'object' && value !== null && 'version' in value && 'value' in value;
}
