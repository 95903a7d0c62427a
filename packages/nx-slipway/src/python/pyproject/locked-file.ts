/** A wheel or sdist that a lock names for a package. */
export interface LockedFile {
  /** `numpy-2.3.0-cp313-cp313-manylinux_2_28_x86_64.whl` */
  readonly name: string;
  /** `sha256:…`; absent where the lock has none. */
  readonly hash?: string;
  /** Bytes; absent where the lock does not say. */
  readonly size?: number;
}
