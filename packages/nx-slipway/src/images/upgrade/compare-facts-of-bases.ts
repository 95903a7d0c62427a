/** What a base image says of itself, as far as packages installed on another digest of it depend on it. */
export interface BaseFacts {
  /** `debian 13` */
  readonly release: string;
  /** `cpython-313-x86_64-linux-gnu`; of a Python without one its version. */
  readonly abi: string;
  /** `glibc 2.41` */
  readonly libc: string;
  /** Names that programs link its shared libraries by. */
  readonly libraries: ReadonlySet<string>;
}

/** How an image differs from another, as far as packages that were installed on that one depend on it. */
export interface BaseDifferences {
  /** Why no package that was installed on the one may be used on the other, in words; empty where they may. */
  readonly refused: readonly string[];
  /** Shared libraries that the other one lacks; sorted. What was compiled on the one may link them. */
  readonly lost: readonly string[];
}

/**
 * Compares two images: the same release, Python ABI and libc, not an older one, decide which wheels are installed. A
 * library keeps the name that it is linked by (its soname) as long as it keeps its ABI, so no package has to be looked
 * at while each of these names is there.
 */
export function compareFactsOfBases(before: BaseFacts, after: BaseFacts): BaseDifferences {
  const changed = (what: string, one: string, other: string): readonly string[] =>
    one === other ? [] : [`${what} ${one} -> ${other}`];
  const [family = '', version = ''] = before.libc.split(' ');
  const [otherFamily = '', otherVersion = ''] = after.libc.split(' ');
  return {
    refused: [
      ...changed('release', before.release, after.release),
      ...changed('Python', before.abi, after.abi),
      ...(family === otherFamily && !isOlder(otherVersion, version)
        ? []
        : changed('libc', before.libc, after.libc)),
    ],
    lost: [...before.libraries].filter((name) => !after.libraries.has(name)).sort(),
  };
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((each) => each.split('.').map(Number));
  const at = b?.findIndex((part, index) => part !== a?.[index]) ?? -1;
  return at >= 0 && !((a?.[at] ?? 0) > (b?.[at] ?? 0));
}
