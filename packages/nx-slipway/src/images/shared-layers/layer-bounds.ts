/** Bounds of layers that a workspace has set itself; the others are those of {@link layerBounds}. */
export interface OwnLayerBounds {
  /** Shared layers of one image at most. */
  readonly maxLayers?: number;
  /** Megabytes of a wheel from which its package has a layer of its own. */
  readonly largePackageMegabytes?: number;
  /** Megabytes of one layer at most. */
  readonly maxLayerMegabytes?: number;
}

/** The name of a bound, as shared-layers.json and the generator's options have it. */
export type LayerBound = keyof OwnLayerBounds;

/**
 * Layers of packages that an image may have: Docker refuses an image of more than 125 layers, a base and a
 * service have some twenty of their own, and libraries need some.
 */
export const MOST_PACKAGE_LAYERS = 80;

interface BoundRule {
  /** Where the workspace has none of its own. */
  readonly standard: number;
  readonly most: number;
  readonly unit: string;
}

/** Every bound, in the order of shared-layers.json. */
export const layerBounds: Readonly<Record<LayerBound, BoundRule>> = {
  // Every layer is one more request of a node that pulls.
  maxLayers: { standard: 24, most: MOST_PACKAGE_LAYERS, unit: 'layers' },
  largePackageMegabytes: { standard: 64, most: 100_000, unit: 'megabytes' },
  // Registries and the proxies before them refuse larger ones.
  maxLayerMegabytes: { standard: 2000, most: 100_000, unit: 'megabytes' },
};

/** The names of {@link layerBounds}. */
export const LAYER_BOUNDS = Object.keys(layerBounds) as readonly LayerBound[];

/** Whether something can be the value of a bound. */
export function isBoundValue(bound: LayerBound, value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= layerBounds[bound].most;
}

/** What {@link isBoundValue} asks for, in words. */
export function boundInWords(bound: LayerBound): string {
  const { unit, most } = layerBounds[bound];
  return `a number of ${unit} from 1 to ${most}`;
}

/** Returns the bounds that hold in a workspace. @param own those of its shared-layers.json */
export function boundsOf(own: OwnLayerBounds = {}): Readonly<Record<LayerBound, number>> {
  const { maxLayers, largePackageMegabytes, maxLayerMegabytes } = layerBounds;
  return {
    maxLayers: own.maxLayers ?? maxLayers.standard,
    largePackageMegabytes: own.largePackageMegabytes ?? largePackageMegabytes.standard,
    maxLayerMegabytes: own.maxLayerMegabytes ?? maxLayerMegabytes.standard,
  };
}

/** Bytes of a megabyte, as registries count it. */
export const MEGABYTE = 1_000_000;
