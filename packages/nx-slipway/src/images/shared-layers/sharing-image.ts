import type { ThirdPartyPackage } from '../../python/third-party-package';

/** One image of a stack, with what it may share of its third-party packages and what it may not. */
export interface SharingImage {
  /** Unique in the workspace. */
  readonly id: string;
  /** All third-party packages of the image. */
  readonly closure: readonly ThirdPartyPackage[];
  readonly hasOwnBuilder: boolean;
}

/** The images that may share layers, by the name of their stack. */
export type SharingStacks = ReadonlyMap<string, readonly SharingImage[]>;

/** Bytes a package is taken to have where no lock says, about the median of PyPI's wheels. */
const UNKNOWN_BYTES = 60_000;

/** Bytes of a package on top of its wheel: metadata, and the bytecode it is compiled to. */
const PACKAGE_OVERHEAD = 20_000;

/**
 * What packages weigh in a layer, in bytes, by version: locks that do not tell sizes are told by those
 * that do.
 */
export function packageBytes(
  images: readonly SharingImage[],
): (item: Pick<ThirdPartyPackage, 'name' | 'version'>) => number {
  const known = new Map<string, number>();
  for (const { name, version, size } of images.flatMap(({ closure }) => closure)) {
    const key = `${name} ${version}`;
    if (size !== undefined) known.set(key, Math.max(known.get(key) ?? 0, size));
  }
  return ({ name, version }) =>
    (known.get(`${name} ${version}`) ?? UNKNOWN_BYTES) + PACKAGE_OVERHEAD;
}
