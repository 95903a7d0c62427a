/** Generated from schema.json by tools/schema-types. */

/**
 * Says which images of a stack, and of what is built from it, rest on an outdated base: the digest in the label `org.opencontainers.image.base.digest` of built and pushed images is compared with the digest that the tag of the base has now. No image is pulled. The task fails if an image is outdated, and if something could not be checked.
 */
export interface CheckBaseSchema {
  /**
   * Branch, tag or commit. Compares the `FROM` of the stack with what it was where this branch left that one, instead of looking at images: the task fails if Python, the Debian release, the image or its variant changes, and lists the lock files to renew. It needs no engine.
   */
  readonly base?: string;
  /**
   * Tag templates under which pushed images are looked for; of several the first that exists counts. [default: the tags in nx.json]
   */
  readonly tags?: readonly string[];
  /**
   * Repositories in which pushed images are looked for. [default: the repositories in nx.json, else <namespace>/<image> if the namespace names a registry]
   */
  readonly repositories?: readonly string[];
  /**
   * Print JSON with `result`, which is `current`, `outdated` or `unchecked`.
   */
  readonly json?: boolean;
  /**
   * File to write the same JSON to, relative to the workspace root.
   */
  readonly outputFile?: string;
  /**
   * What was typed after the name of the project.
   */
  readonly __unparsed__?: readonly string[];
}
