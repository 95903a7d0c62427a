/** Generated from schema.json by tools/schema-types. */

/**
 * Updates the lock file of a Python project with its own installer: `uv lock`, `poetry lock`, or for pip `uv pip compile`. If the tool is not installed here, it runs in base-builder of the project's stack.
 */
export interface LockSchema {
  /**
   * What was typed after the name of the project.
   */
  readonly __unparsed__?: readonly string[];
}
