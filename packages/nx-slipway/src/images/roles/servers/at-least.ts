/**
 * Whether a version is a release that is not older than another. A pre-release of it is older, and a version
 * that is not known is no such release: a flag that a server does not know keeps it from starting.
 *
 * @param release numbers with dots: `25.1`
 */
export function atLeast(version: string | undefined, release: string): boolean {
  const [, numbers = ''] =
    /^v?(?:0!)?(\d+(?:\.\d+)*)(?:\.post\d+|\+.*)?$/.exec(version ?? '') ?? [];
  if (numbers === '') return false;
  const [own, other] = [numbers, release].map((each) => each.split('.').map(Number));
  const length = Math.max(own?.length ?? 0, other?.length ?? 0);
  for (let index = 0; index < length; index += 1) {
    const difference = (own?.[index] ?? 0) - (other?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
