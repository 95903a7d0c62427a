import type { Link, TargetDrafts } from './target-drafts';

/** The image whose seams are bound, and where. */
export interface SeamScope {
  readonly imageId: string;
  readonly drafts: TargetDrafts;
  readonly workspaceRoot: string;
  readonly runFolder: string;
  /** Versions from git, by folder. */
  readonly versions: ReadonlyMap<string, string>;
  /** What a stage of the image is to the targets generated beside it. */
  readonly stageLink: (stage: string) => Link;
}
