import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { boundsOf, MEGABYTE, type OwnLayerBounds } from './layer-bounds';
import { packageBytes } from './sharing-image';

/**
 * The part of the bound that a layer is planned for: folders are not of one size, and a registry compresses
 * them less well or better than a wheel does.
 */
const FILLED = 0.7;

/**
 * Returns how many layers packages are split over so that none is larger than a registry takes. Sizes are those of the
 * image's own lock, as nothing outside of an image decides its layers.
 *
 * @param packages of one shared layer
 * @param own bounds of the workspace's shared-layers.json
 */
export function layerParts(packages: readonly ThirdPartyPackage[], own: OwnLayerBounds): number {
  const most = boundsOf(own).maxLayerMegabytes * MEGABYTE;
  const bytesOf = packageBytes([{ id: '', closure: packages, hasOwnBuilder: false }]);
  const bytes = packages.reduce((sum, each) => sum + bytesOf(each), 0);
  return bytes <= most ? 1 : Math.ceil(bytes / (FILLED * most));
}
