/** Something that is installed as a whole: a package, or packages that own the same files. */
export interface Weighed {
  readonly packages: readonly string[];
  readonly bytes: number;
}

/** How many pieces a layer may become, and how small a piece may be. */
export interface SplitBounds {
  readonly most: number;
  /** Bytes of a piece at least. */
  readonly least: number;
}

/** Bytes that a new version of one of the packages moves less after a cut, on average: what one more layer is worth. */
const WORTH_BYTES = 120_000;

/**
 * Cuts what would be one layer into several, so that a new version of a light package does not move heavy ones. What
 * moves if each package gets a new version once is the sum of pieces, the bytes of each times its packages; the cut that
 * saves most of it comes first. That sum is least where no piece holds packages both lighter and heavier than another's.
 *
 * @returns the pieces, the heavier packages first
 */
export function splitByWeight(
  units: readonly Weighed[],
  { most, least }: SplitBounds,
): readonly (readonly Weighed[])[] {
  const sorted = [...units].sort(
    (a, b) => b.bytes - a.bytes || (a.packages.join() < b.packages.join() ? -1 : 1),
  );
  let pieces: readonly (readonly Weighed[])[] = [sorted];
  while (pieces.length < most) {
    const cuts = pieces.flatMap((piece, index) =>
      piece.map((_, at) => ({ index, at, gain: gainOf(piece, at, least) })),
    );
    const best = cuts.reduce((one, other) => (other.gain > one.gain ? other : one), NO_CUT);
    if (best.gain === 0 || best.gain < WORTH_BYTES * packagesOf(sorted)) break;
    pieces = pieces.flatMap((piece, index) =>
      index === best.index ? [piece.slice(0, best.at), piece.slice(best.at)] : [piece],
    );
  }
  return pieces;
}

const NO_CUT = { index: -1, at: 0, gain: 0 };

/** What a cut before a unit saves; nothing where a piece would be too small. */
function gainOf(piece: readonly Weighed[], at: number, least: number): number {
  const [front, back] = [piece.slice(0, at), piece.slice(at)];
  return at === 0 || bytesOf(front) < least || bytesOf(back) < least
    ? 0
    : movedBy(piece) - movedBy(front) - movedBy(back);
}

/** Bytes that move if each package of a layer gets a new version once. */
function movedBy(units: readonly Weighed[]): number {
  return packagesOf(units) * bytesOf(units);
}

function packagesOf(units: readonly Weighed[]): number {
  return units.reduce((count, { packages }) => count + packages.length, 0);
}

function bytesOf(units: readonly Weighed[]): number {
  return units.reduce((sum, { bytes }) => sum + bytes, 0);
}
