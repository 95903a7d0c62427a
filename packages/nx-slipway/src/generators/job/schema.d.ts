/** Generated from schema.json by tools/schema-types. */

/**
 * Adds a target to project.json that runs another command in the image of a Python project: a migration, a one-shot command, or with `continuous` one more worker. No second Dockerfile is needed. `nx run <project>:<name>` builds the image if it has changed, runs the command in a container that publishes no port, and fails if the command does.
 */
export interface JobSchema {
  /**
   * Name or folder of a Python project that has an image.
   */
  readonly project: string;
  /**
   * Name of the target, for example migrate.
   */
  readonly name: string;
  /**
   * Command to run: a console script of the project or of an installed package with its arguments, `python -m <module>`, or a command line as a JSON list.
   */
  readonly command: string;
  /**
   * Name of the image to run the command in, if the project has several. [default: the image without a name]
   */
  readonly image?: string;
  /**
   * The command runs until you stop it, as a worker does.
   */
  readonly continuous?: boolean;
  /**
   * Overwrite an existing target of that name. Your changes to it are lost.
   */
  readonly force?: boolean;
}
