/** What the name of a wheel says that it is for; each is one or more tags, and every combination counts. */
export interface WheelTags {
  readonly pythons: readonly string[];
  readonly abis: readonly string[];
  readonly platforms: readonly string[];
}

/**
 * Reads the tags at the end of the name of a wheel; empty lists for a name that has none.
 *
 * Rule: PyPA's specifications "Binary distribution format" and "Platform compatibility tags".
 *
 * @param file `numpy-2.3.0-cp313-cp313-manylinux_2_28_x86_64.whl`
 */
export function wheelTags(file: string): WheelTags {
  const parts = file.replace(/\.whl$/, '').split('-');
  const [platforms = [], abis = [], pythons = []] = parts
    .slice(-3)
    .reverse()
    .map((tags) => tags.split('.'));
  return { pythons, abis, platforms };
}
