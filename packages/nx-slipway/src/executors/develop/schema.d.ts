/** Generated from schema.json by tools/schema-types. */

/**
 * Runs the command of an image in the stage `dev` of its stack, or in the image of the role dev that its project has. The sources are mounted as they are, and the program reloads when they change. The target has to depend on the target that builds this image, as the inferred targets do.
 */
export interface DevelopSchema {
  /**
   * Name of the image whose command runs, if the project has several.
   */
  readonly image?: string;
  /**
   * Run the program under debugpy, which waits for nobody: a debugger can connect at any time.
   */
  readonly debug?: boolean;
  /**
   * Port of the debugger on 127.0.0.1.
   */
  readonly debugPort?: number;
  /**
   * Reload when sources of the project or of its libraries change.
   */
  readonly reload?: boolean;
  /**
   * Stack whose stage is used. Default: the stack that the images of the project are built from, or the only one.
   */
  readonly stack?: string;
  /**
   * Engine that has the image. Default: the option in nx.json, else docker.
   */
  readonly engine?: 'docker' | 'podman';
  /**
   * Published ports as for docker run, for example 8080:8000. Default: the exposed port under the same number, on 127.0.0.1.
   */
  readonly ports?: readonly string[];
  /**
   * Environment variables of the container, besides those that the Dockerfile of the image sets. On the command line: --env.NAME=value.
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
}
