/** Generated from schema.json by tools/schema-types. */

/**
 * Registers the plugin in nx.json and keeps Python's caches out of git. What is there already stays as it is.
 */
export interface InitSchema {
  /**
   * What stands before each image's name: `acme` makes acme/api, `registry.example/acme` a reference to push to. [default: scope or name of the root package.json, else the workspace's folder]
   */
  readonly namespace?: string;
  /**
   * Keep the version of nx-slipway in package.json. It is kept in any case; Nx gives this option to every plugin.
   */
  readonly keepExistingVersions?: boolean;
  /**
   * Do not add nx-slipway to package.json.
   */
  readonly skipPackageJson?: boolean;
  /**
   * Do not add Python's caches to .gitignore.
   */
  readonly skipGitignore?: boolean;
  /**
   * Have `nx release` version the Python projects and push their images, where nx.json says nothing of releases.
   */
  readonly release?: boolean;
  /**
   * Do not format the changed files.
   */
  readonly skipFormat?: boolean;
}
