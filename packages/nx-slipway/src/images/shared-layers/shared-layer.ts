/** One shared layer of an image: what is installed into it, by any lock with the same packages. */
export interface SharedLayer {
  /** Name of the group. */
  readonly name: string;
  /** Normalised names of its packages; sorted. */
  readonly packages: readonly string[];
  /** Requirements files, installed one after the other. */
  readonly requirements: readonly string[];
}
