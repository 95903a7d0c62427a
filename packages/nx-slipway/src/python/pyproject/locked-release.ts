import type { Place } from '../../problems/place';
import type { LockedFile } from './locked-file';

/** A release of a third-party package, as a lock has it. */
export interface LockedRelease {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  /** Where the lock names it. */
  readonly place: Place;
  /** Address of the package index it is locked to; absent where the lock does not say. */
  readonly index?: string;
  /** Present where it is a file with an address of its own, or one on disk, and so of no index. */
  readonly isDirect?: true;
  /** Wheels and sdist; absent where the lock does not name them, as a requirements file with hashes does not. */
  readonly files?: readonly LockedFile[];
  /** Hashes of the files, `sha256:…`, where they are not named. */
  readonly hashes?: readonly string[];
  /** The Pythons that the release is for, as the lock says; absent where it does not. */
  readonly requiresPython?: string;
}
