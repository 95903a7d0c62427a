import type { LockedFile } from '../pyproject/locked-file';
import type { TextRange } from '../toml/toml-layout';

/** One `[[package]]` of a poetry.lock. */
export interface PoetryLockPackage {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  /** Pythons that it is for, as its metadata says; absent for any. */
  readonly requiresPython?: string;
  /** Groups it is locked for, normalised; empty in a lock of version 2.0, which does not say. */
  readonly groups: readonly string[];
  /** Marker of each group that has one. */
  readonly markers: ReadonlyMap<string, string>;
  /** Where it comes from, if not from PyPI; the location of a local one is relative to the lock. */
  readonly source?: { readonly type: string; readonly url: string };
  /** Wheels and sdist. */
  readonly files: readonly LockedFile[];
  /** Keys of the block with their lines, in their order. */
  readonly entries: readonly { readonly key: string; readonly range: TextRange }[];
  /** The table `[package.source]`. */
  readonly sourceRange?: TextRange;
  /** Line of the `[[package]]`, counted from 1. */
  readonly line: number;
}

/** A parsed poetry.lock. */
export interface PoetryLock {
  /** Path relative to the workspace root. */
  readonly file: string;
  /** With line feeds alone. */
  readonly text: string;
  /** Since 2.1 a lock says of each package which groups and extras it is for. */
  readonly version: '2.0' | '2.1';
  readonly contentHash?: string;
  /** Made by a Poetry before 2.3, which knew no `[dependency-groups]`. */
  readonly isOld: boolean;
  /** Normalised. */
  readonly extras: readonly string[];
  readonly packages: readonly PoetryLockPackage[];
}
