import type { BakeFileBuilder, Link } from './bake-file-builder';
import type { Crossing } from './crossing';

/** The image whose stages are bound, and where. */
export interface BindingScope {
  readonly imageId: string;
  /** Absent where every step of the run is run on the platform that it is for. */
  readonly crossing?: Crossing;
  /** Whether the image itself is for other platforms; no other image of the run decides that. */
  readonly isCrossed: boolean;
  readonly bakeFile: BakeFileBuilder;
  readonly workspaceRoot: string;
  readonly runFolder: string;
  /** Versions from git, by folder. */
  readonly versions: ReadonlyMap<string, string>;
  /** Time that the image is built with; see `sourceDateEpoch`. */
  readonly epoch?: string;
  /** What a stage of the image is to the targets generated beside it. */
  readonly stageLink: (stage: string) => Link;
  /** The same of a stage that things are built in, and that no image starts from. */
  readonly builderLink: (stage: string) => Link;
  /** The same for steps that compile nothing, which may stay on a digest that the stack keeps. */
  readonly keptLink: (stage: string) => Link;
}
