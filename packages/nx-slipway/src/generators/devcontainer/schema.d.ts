/** Generated from schema.json by tools/schema-types. */

/**
 * Writes .devcontainer/<project>/devcontainer.json, by which an editor opens a Python project in the stage `dev` of its stack, or in the image of the role dev that the project has. The file is yours from then on.
 */
export interface DevcontainerSchema {
  /**
   * Name or folder of a Python project.
   */
  readonly project: string;
  /**
   * Overwrite an existing file. Your changes to it are lost.
   */
  readonly force?: boolean;
}
