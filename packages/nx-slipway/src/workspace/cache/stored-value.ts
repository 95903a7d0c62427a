import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { workspaceDataDirectoryForWorkspace } from 'nx/src/utils/cache-directory';
import { hasLogin } from '../../problems/logins';
import { readPackageVersion } from '../files/read-package-version';
import { writeWhole } from '../files/write-whole';

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

/**
 * Writes a value, maps and sets included, for this user alone. A value with a login in it, from a requirements file
 * for instance, is not stored: it is read again each time.
 */
export function writeStored<Value>({ file, version }: ValueStore, value: Value): void {
  const bytes = serialized({ version, value } satisfies Stored<Value>);
  if (bytes !== undefined && !holdsLogin(bytes)) writeWhole(file, bytes, 0o600);
  else if (existsSync(file)) rmSync(file);
}

/** Undefined for a value that is nested deeper than it can be written. */
function serialized(value: unknown): Buffer | undefined {
  try {
    return serialize(value);
  } catch {
    return undefined;
  }
}

/** V8 writes a text with one byte for each character, or with two where it needs them. */
function holdsLogin(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return hasLogin(text) || (text.includes(':\0/\0/\0') && hasLogin(text.replaceAll('\0', '')));
}

function isStored<Value>(value: unknown): value is Stored<Value> {
  return typeof value === 'object' && value !== null && 'version' in value && 'value' in value;
}

/** Tells this package as it is installed from every other: its version, and when this file was written. */
function readPackageStamp(): string {
  return `${readPackageVersion()} of ${statSync(__filename).mtimeMs}`;
}
