/** Generated from schema.json by tools/schema-types. */

/**
 * Pushes a project's images under the tags of a release. `nx release publish` runs it; how they are built says the project's build target.
 */
export interface ReleasePublishSchema {
  /**
   * The project's target that says how its images are built. Default: build-image.
   */
  readonly buildTarget?: string;
  /**
   * Say what would be pushed, and do nothing.
   */
  readonly dryRun?: boolean;
  /**
   * The versions that `nx release` has just given. Default: what the pyproject or git says.
   */
  readonly nxReleaseVersionData?: {
    [k: string]: {
      readonly newVersion?: string | null;
    };
  };
}
