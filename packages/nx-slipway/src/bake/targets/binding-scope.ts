import type { BakeFileBuilder, Link } from './bake-file-builder';

/** The image whose stages are bound, and where. */
export interface BindingScope {
  readonly imageId: string;
  readonly bakeFile: BakeFileBuilder;
  readonly workspaceRoot: string;
  readonly runFolder: string;
  /** Versions from git, by folder. */
  readonly versions: ReadonlyMap<string, string>;
  /** Time that the image is built with; see `sourceDateEpoch`. */
  readonly epoch?: string;
  /** What a stage of the image is to the targets generated beside it. */
  readonly stageLink: (stage: string) => Link;
}
