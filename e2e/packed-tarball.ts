import { packPackage } from '../tools/demo/workspace/pack-package.ts';

/**
 * The packed package: the one that `tools/test` has packed, or else one in a folder. To pack is to build, and to put
 * files into the package's folder for a moment, which specs beside these would see.
 */
export async function packedTarball(folder: string): Promise<string> {
  return process.env.SLIPWAY_TARBALL ?? (await packPackage(folder)).tarball;
}
