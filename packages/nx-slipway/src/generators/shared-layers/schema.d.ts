/** Generated from schema.json by tools/schema-types. */

/**
 * Groups the third-party packages of all images into shared layers and writes `shared-layers.json`. If you run it again, it may choose other groups, and the images whose layers change are rebuilt. `nx sync` runs it if the file is missing or other groups would save enough bytes.
 */
export interface SharedLayersSchema {
  /**
   * Maximum number of shared layers of one image. It is saved in the file. [default: the saved number, else 24]
   */
  readonly maxLayers?: number;
  /**
   * Size of a wheel in megabytes from which its package gets a layer of its own, also in an image that shares it with no other. It is saved in the file. [default: the saved number, else 64]
   */
  readonly largePackageMegabytes?: number;
  /**
   * Maximum size of one layer in megabytes, as a registry stores it. A larger package is split over several layers. It is saved in the file. [default: the saved number, else 2000]
   */
  readonly maxLayerMegabytes?: number;
  /**
   * Packages that install the same files: they get one layer, installed in the order of their names. They are saved in the file.
   */
  readonly together?: readonly string[];
}
