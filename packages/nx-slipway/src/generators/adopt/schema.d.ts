/** Generated from schema.json by tools/schema-types. */

/**
 * Reads a hand-written Dockerfile and writes a generated one beside it that makes an equivalent image, with a stack if none fits. Prints what it recognised, what it carried over as it is, and what it left for you, with file and line. The old file stays until you give --replace.
 */
export interface AdoptSchema {
  /**
   * Name or folder of the Python project.
   */
  readonly project: string;
  /**
   * Dockerfile to read, relative to the folder of the project or to the workspace root. [default: the only hand-written one of the project]
   */
  readonly dockerfile?: string;
  /**
   * Stage of the Dockerfile that makes the image. [default: each stage that no other one is built from, as an image of its own]
   */
  readonly stage?: string;
  /**
   * Stack whose stages the image starts from. [default: one with the same Python and Debian release, or else a new one]
   */
  readonly stack?: string;
  /**
   * Name of the new image; its Dockerfile is <name>.Dockerfile. With several images the name of each stands before it. [default: adopted]
   */
  readonly image?: string;
  /**
   * Tool that installs the dependencies. [default: that of the Dockerfile, or else detected from the lock file]
   */
  readonly installer?: 'uv' | 'poetry' | 'pip';
  /**
   * Build both images and compare size, user, command, environment, ports, labels, installed packages and files.
   */
  readonly compare?: boolean;
  /**
   * Put the new file in the place of the old one, which is removed. The old file must be committed.
   */
  readonly replace?: boolean;
  /**
   * Write the new file again if it exists. Your changes to it are lost.
   */
  readonly force?: boolean;
}
