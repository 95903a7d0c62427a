/** Generated from schema.json by tools/schema-types. */

/**
 * Runs an image, or another command in it, in a container until it ends or you stop it.
 */
export interface RunImageSchema {
  /**
   * Name of the image, if the project has several.
   */
  readonly image?: string;
  /**
   * Image reference to run. Default: the reference of the image.
   */
  readonly tag?: string;
  /**
   * Engine that has the image. Default: the option in nx.json, else docker.
   */
  readonly engine?: 'docker' | 'podman';
  /**
   * Published ports as for docker run, for example 8080:8000. Default: every exposed port under the same number, on 127.0.0.1; with a command none.
   */
  readonly ports?: readonly string[];
  /**
   * Environment variables of the container. On the command line: --env.NAME=value.
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
   * Use a read-only root file system, with a tmpfs on /tmp.
   */
  readonly readOnly?: boolean;
  /**
   * Seconds between SIGTERM and SIGKILL when the container is stopped.
   */
  readonly stopTimeout?: number;
  /**
   * More arguments of docker run, before the image.
   */
  readonly args?: readonly string[];
  /**
   * Command to run instead of the command of the image, for example of a migration. The container then has no health check.
   */
  readonly command?: readonly string[];
  /**
   * What was typed after the name of the project.
   */
  readonly __unparsed__?: readonly string[];
}
