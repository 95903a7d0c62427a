/** Generated from schema.json by tools/schema-types. */

/**
 * Writes another reference into the FROM that a stack's stage base starts from, and nothing else, if every service on the stack meets its Python. --dry-run shows the plan.
 */
export interface UpgradeBaseSchema {
  /**
   * The stack, by the name of its project.
   */
  readonly stack: string;
  /**
   * Full reference of the image to start from, with a tag, a digest or both: python:3.13-slim-trixie. A tag alone is refused, since it could be an image's name.
   */
  readonly to: string | number;
  /**
   * Python of that image, where its reference does not say: 3.13.
   */
  readonly python?: string | number;
  /**
   * Write the digest that the image has now, if an engine answers.
   */
  readonly pin?: boolean;
}
