/** Generated from schema.json by tools/schema-types. */

/**
 * Registers the plugin in nx.json and adds Python's caches to .gitignore. Existing settings are kept.
 */
export interface InitSchema {
  /**
   * Prefix of every image name: `acme` gives acme/api, `registry.example/acme` gives a reference to push to. [default: scope or name in the root package.json, else the name of the workspace folder]
   */
  readonly namespace?: string;
  /**
   * Keep the version of nx-slipway in package.json. It is always kept; Nx passes this option to every plugin.
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
   * Configure `nx release` to version the Python projects and push their images, if nx.json has no release configuration.
   */
  readonly release?: boolean;
  /**
   * Add targets that test, lint and lock Python projects and run them on their sources, named test, lint, lock and dev. They are off by default, because another plugin may have targets of these names.
   */
  readonly devTargets?: boolean;
  /**
   * Do not format the changed files.
   */
  readonly skipFormat?: boolean;
}
