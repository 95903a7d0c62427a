import type { PackageWheels } from '../../python/wheels/package-wheels';

/** One shared layer of an image: what is installed into it, by any lock with the same packages. */
export interface SharedLayer {
  /** Name of the group. */
  readonly name: string;
  /** Normalised names of its packages; sorted. */
  readonly packages: readonly string[];
  /** Requirements files, installed one after the other. */
  readonly requirements: readonly string[];
  /** How many layers its files are split over, as one would be too large for a registry; absent for one. */
  readonly parts?: number;
  readonly wheels: PackageWheels;
}
