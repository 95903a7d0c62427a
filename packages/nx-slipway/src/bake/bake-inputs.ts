import type { StageBindings } from '../images/bindings/stage-bindings';
import type { ImageCatalogue } from '../images/model/image-catalogue';
import type { ImageRequest } from '../images/options/image-options';

/** What a bake plan is made from, but for the names of images. */
export interface BakeInputs {
  /** Their tags do not matter yet. */
  readonly requests: readonly ImageRequest[];
  readonly catalogue: ImageCatalogue;
  /** By image id; images without one are built as written. */
  readonly bindings: ReadonlyMap<string, StageBindings>;
  /** OCI labels by image id. */
  readonly labels: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Versions from git, by folder of the project that is built with one. */
  readonly versions: ReadonlyMap<string, string>;
  /** What the engine builds for where no platform is named: `linux/amd64`. */
  readonly localPlatform: string;
  /**
   * Whether the builder is a single machine: what it has made for its own platform it can then use for others. Nodes
   * of a builder have no files of each other's.
   */
  readonly canCross: boolean;
  /** Absolute. */
  readonly workspaceRoot: string;
  /** The plan's files are written below it before the engine is called; no path in a plan that is only printed. */
  readonly runFolder: string;
}
