/** What a base image says of itself, as far as packages installed on another digest of it depend on it. */
export interface BaseFacts {
  /** `debian 13` */
  readonly release: string;
  /** `cpython-313-x86_64-linux-gnu`; of a Python without one its version. */
  readonly abi: string;
  /** `glibc 2.41` */
  readonly libc: string;
  /** File names of its shared libraries. */
  readonly libraries: ReadonlySet<string>;
}

/**
 * Returns why packages that were installed on one image may not work on another, in words; empty where they do: the
 * same release, Python ABI and libc, not an older one, and each shared library that was there. A library keeps its
 * file name only as long as it keeps its ABI (its soname), so no package has to be looked at.
 */
export function compareFactsOfBases(before: BaseFacts, after: BaseFacts): readonly string[] {
  const changed = (what: string, one: string, other: string): readonly string[] =>
    one === other ? [] : [`${what} ${one} -> ${other}`];
  const [family = '', version = ''] = before.libc.split(' ');
  const [otherFamily = '', otherVersion = ''] = after.libc.split(' ');
  const lost = [...before.libraries].filter((name) => !after.libraries.has(name)).sort();
  return [
    ...changed('release', before.release, after.release),
    ...changed('Python', before.abi, after.abi),
    ...(family === otherFamily && !isOlder(otherVersion, version)
      ? []
      : changed('libc', before.libc, after.libc)),
    ...(lost.length > 0 ? [`it lacks ${lost.slice(0, 5).join(', ')}`] : []),
  ];
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((each) => each.split('.').map(Number));
  const at = b?.findIndex((part, index) => part !== a?.[index]) ?? -1;
  return at >= 0 && !((a?.[at] ?? 0) > (b?.[at] ?? 0));
}
