/** Generated from schema.json by tools/schema-types. */

/**
 * Runs a service's image until it is stopped.
 */
export interface RunImageSchema {
  /**
   * Name of one of the project's images, where it has several.
   */
  readonly image?: string;
  /**
   * Reference to run. Default: the image's own.
   */
  readonly tag?: string;
  /**
   * Whose store the image is in. Default: the plugin's option in nx.json, else docker.
   */
  readonly engine?: 'docker' | 'podman';
  /**
   * Published ports in docker's words, such as 8080:8000. Default: every exposed port under its own number, on 127.0.0.1.
   */
  readonly ports?: readonly string[];
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
   * Read-only root file system, with a tmpfs on /tmp.
   */
  readonly readOnly?: boolean;
  /**
   * Seconds between SIGTERM and SIGKILL when the container is stopped.
   */
  readonly stopTimeout?: number;
  /**
   * Further arguments of docker run, before the image.
   */
  readonly args?: readonly string[];
  /**
   * Command in place of the image's own.
   */
  readonly command?: readonly string[];
}
