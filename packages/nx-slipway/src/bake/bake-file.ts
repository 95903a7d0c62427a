/**
 * The JSON form of a `docker buildx bake` file, as far as this package writes it. Names and hyphens are
 * bake's own.
 */
export interface BakeFile {
  readonly group: Readonly<Record<string, BakeGroup>>;
  readonly target: Readonly<Record<string, BakeTarget>>;
}

export interface BakeGroup {
  readonly targets: readonly string[];
}

/** One target; all paths are absolute, since bake resolves relative ones against where it is called. */
export interface BakeTarget {
  readonly context: string;
  readonly dockerfile?: string;
  readonly 'dockerfile-inline'?: string;
  readonly target?: string;
  readonly contexts?: Readonly<Record<string, string>>;
  readonly args?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: readonly string[];
  readonly tags?: readonly string[];
  readonly platforms?: readonly string[];
  readonly output?: readonly string[];
  readonly secret?: readonly string[];
  readonly ssh?: readonly string[];
  readonly 'cache-from'?: readonly string[];
  readonly 'cache-to'?: readonly string[];
  readonly attest?: readonly string[];
  readonly pull?: boolean;
  readonly 'no-cache'?: boolean;
}
