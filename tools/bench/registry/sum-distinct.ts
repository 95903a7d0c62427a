/** A layer as a registry holds it. */
export interface Layer {
  readonly digest: string;
  /** Compressed, in bytes. */
  readonly size: number;
  /** Digest of what it is uncompressed. */
  readonly diffId: string;
}

/**
 * Bytes of the layers of images, each once.
 * @param base uncompressed digests of layers that do not count; compressed ones differ by who pushed
 */
export function sumDistinct(
  images: readonly (readonly Layer[])[],
  base: ReadonlySet<string>,
): number {
  const sizes = new Map(
    images
      .flat()
      .filter(({ diffId }) => !base.has(diffId))
      .map(({ digest, size }) => [digest, size]),
  );
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
