/** Generated from schema.json by tools/schema-types. */

/**
 * Writes workflows that build the affected images of every change, push those of the main branch, release, and renew the digests of base images every week. Registries, targets and the package manager are those of the workspace. The files are yours: a later run does not change them.
 */
export interface CiSchema {
  /**
   * Write .github/workflows/images.yml, upgrade-base.yml, and release.yml if nx.json configures `nx release`.
   */
  readonly github?: boolean;
  /**
   * Write .gitlab/images.yml, and a .gitlab-ci.yml that includes it unless one exists.
   */
  readonly gitlab?: boolean;
  /**
   * Branch whose images are pushed. [default: `defaultBase` in nx.json, else main; for GitLab the default branch of the project]
   */
  readonly branch?: string;
  /**
   * Overwrite existing files of these names. Your changes to them are lost.
   */
  readonly force?: boolean;
}
