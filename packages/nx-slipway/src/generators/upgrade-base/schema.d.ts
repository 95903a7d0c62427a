/** Generated from schema.json by tools/schema-types. */

/**
 * Replaces the image reference in the FROM of the stage base and changes nothing else, if every service on the stack supports the new Python. --dry-run shows the plan.
 */
export interface UpgradeBaseSchema {
  /**
   * Project name of the stack.
   */
  readonly stack: string;
  /**
   * Full reference of the new base image, with a tag, a digest or both, for example python:3.13-slim-trixie.
   */
  readonly to: string | number;
  /**
   * Python version of that image, if its reference does not contain it, for example 3.13.
   */
  readonly python?: string | number;
  /**
   * Pin the current digest of the image, if an engine is reachable.
   */
  readonly pin?: boolean;
}
