/** A Debian release, as far as what is built for one can fail on another. */
export interface DebianRelease {
  /** Code name, which images are tagged with. */
  readonly name: string;
  /** `13`; absent for what has no number yet. */
  readonly number?: number;
  /** Minor version of its glibc 2; absent where it still changes. */
  readonly glibc?: number;
  /** `3.5`; absent where it still changes. */
  readonly openssl?: string;
}

/** The releases from the oldest to the newest. */
export const debianReleases: readonly DebianRelease[] = [
  { name: 'buster', number: 10, glibc: 28, openssl: '1.1.1' },
  { name: 'bullseye', number: 11, glibc: 31, openssl: '1.1.1' },
  { name: 'bookworm', number: 12, glibc: 36, openssl: '3.0' },
  { name: 'trixie', number: 13, glibc: 41, openssl: '3.5' },
  { name: 'forky', number: 14 },
  { name: 'duke', number: 15 },
  { name: 'sid' },
];

/** Returns the release of that name. */
export function debianRelease(name: string | undefined): DebianRelease | undefined {
  return debianReleases.find((each) => each.name === name);
}

/**
 * Whether an upgrade leads over a release: from an older one, or one that is not known, to that one or a newer one.
 *
 * @param release name of the release that something changed in
 */
export function reachesRelease(
  { from, to }: { readonly from?: string; readonly to?: string },
  release: string,
): boolean {
  const at = indexOf(release);
  return to !== undefined && indexOf(to) >= at && (from === undefined || indexOf(from) < at);
}

/** Whether an upgrade leads back to an older release, as far as both are known. */
export function isOlderRelease({
  from,
  to,
}: {
  readonly from?: string;
  readonly to?: string;
}): boolean {
  const [old, next] = [from, to].map((name) => (name === undefined ? -1 : indexOf(name)));
  return old !== undefined && next !== undefined && next >= 0 && next < old;
}

function indexOf(name: string): number {
  return debianReleases.findIndex((each) => each.name === name);
}
