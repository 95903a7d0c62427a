/** Generated from schema.json by tools/schema-types. */

/**
 * Groups the third-party packages of all images into layers that images share, and writes `shared-layers.json`. Run again, it groups anew, and the images whose layers change are built once more. `nx sync` runs it where there is no such file or grouping anew is worth it.
 */
export interface SharedLayersSchema {
  /**
   * Shared layers of one image at most; kept in the file. 24 where neither says.
   */
  readonly maxLayers?: number;
  /**
   * Packages that own the same files: they come in one layer, installed in the order of their names. Kept in the file.
   */
  readonly together?: readonly string[];
}
