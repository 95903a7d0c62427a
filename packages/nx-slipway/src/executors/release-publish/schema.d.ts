/** Generated from schema.json by tools/schema-types. */

/**
 * Pushes the images of a project under the tags of a release. `nx release publish` runs it; the build target of the project sets how they are built.
 */
export interface ReleasePublishSchema {
  /**
   * Target of the project that builds its images. Default: build-image.
   */
  readonly buildTarget?: string;
  /**
   * Show what would be pushed, and stop.
   */
  readonly dryRun?: boolean;
  /**
   * New versions from `nx release`. Default: the versions in pyproject.toml or git.
   */
  readonly nxReleaseVersionData?: {
    [k: string]: {
      readonly newVersion?: string | null;
    };
  };
  /**
   * What was typed after the name of the project.
   */
  readonly __unparsed__?: readonly string[];
}
