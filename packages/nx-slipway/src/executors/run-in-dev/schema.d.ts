/** Generated from schema.json by tools/schema-types. */

/**
 * Runs a command in the stage `dev` of the project's stack, in the folder of the project. The sources are mounted as they are, and files that the command writes belong to you. The target has to depend on `build-image-dev` of the stack, as the inferred targets do.
 */
export interface RunInDevSchema {
  /**
   * Command to run, for example `uv run --package api pytest`. There is no package index: the stage has what is locked.
   */
  readonly command: readonly string[];
  /**
   * More arguments of the command. Options that this executor does not have are passed on as well: `nx run api:test -k login`.
   */
  readonly args?: readonly string[];
  /**
   * Stack whose stage is used. Default: the stack that the images of the project are built from, or the only one.
   */
  readonly stack?: string;
  /**
   * Engine that has the image. Default: the option in nx.json, else docker.
   */
  readonly engine?: 'docker' | 'podman';
  /**
   * Environment variables of the container.
   */
  readonly env?: {
    [k: string]: string;
  };
  /**
   * File of environment variables, relative to the workspace root.
   */
  readonly envFile?: string;
  /**
   * Network of the container.
   */
  readonly network?: string;
  /**
   * More arguments of docker run, before the image.
   */
  readonly containerArgs?: readonly string[];
  /**
   * What was typed after the name of the project.
   */
  readonly __unparsed__?: readonly string[];
  [k: string]: unknown;
}
