/** How layers can be compressed: the values of the option `compression`. */
export const COMPRESSIONS = ['gzip', 'zstd', 'estargz'] as const;

export type Compression = (typeof COMPRESSIONS)[number];

/** What every engine does unasked. */
export const DEFAULT_COMPRESSION: Compression = 'gzip';

/**
 * Whether a task needs a builder that does what it asks for. Layers that stay in a store are nobody's download; but
 * estargz has to be kept from builders that it ends.
 */
export function needsCompression({
  push,
  compression,
}: {
  readonly push?: boolean;
  readonly compression?: Compression;
}): boolean {
  return chosenCompression([compression]) !== undefined && (push || compression === 'estargz');
}

/**
 * A buildx `--output` value with a compression. It holds for layers that the engine has not compressed yet: without
 * `force-compression` it leaves the others as they are, those of a base image too.
 *
 * @param compression absent for the engine's own
 */
export function compressedOutput(output: string, compression: Compression | undefined): string {
  // Docker's own media types know gzip alone.
  const attributes = [`compression=${compression}`, 'oci-mediatypes=true'];
  const missing = attributes.filter((each) => !output.split(',').includes(each));
  return compression === undefined ? output : [output, ...missing].join(',');
}

/** The compression that is asked for of several, where it is not what engines do unasked. */
export function chosenCompression(
  asked: readonly (Compression | undefined)[],
): Compression | undefined {
  return asked.find((each) => each !== undefined && each !== DEFAULT_COMPRESSION);
}
