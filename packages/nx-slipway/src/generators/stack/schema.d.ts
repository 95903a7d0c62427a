/** Generated from schema.json by tools/schema-types. */

/**
 * Creates the stages that the images of Python services start from: base (to run), base-builder (to build) and dev (to develop). You own the files from then on. In a stack that exists, it adds packages and sources.
 */
export interface StackSchema {
  /**
   * Name of the stack, which its image names start with: `python` gives <namespace>/python-base.
   */
  readonly name: string;
  /**
   * Folder, relative to the workspace root. [default: images/<name>]
   */
  readonly directory?: string;
  /**
   * Python version: 3.10 to 3.14. [default: 3.13, or the newest version that every requires-python of the workspace allows]
   */
  readonly python?: string | number;
  /**
   * What the stages hold. `slim`: they start from the slim image of Python. `full`: they start from the full one, which has compilers, headers and git. `base-app`: there is a third stage with sources that several images have in common. [default: slim]
   */
  readonly layout?: 'slim' | 'full' | 'base-app';
  /**
   * Folders that the stage base-app holds as they are, relative to the workspace root, comma-separated. A package keeps its name, any other folder gives its content.
   */
  readonly sources?: readonly string[];
  /**
   * Debian release of the official image. [default: trixie]
   */
  readonly suite?: string;
  /**
   * Full reference of another Debian image to start from, instead of --python and --suite. It must have `python`, `pip` and `venv`.
   */
  readonly from?: string;
  /**
   * Debian packages that every image needs at run time, comma-separated.
   */
  readonly apt?: readonly string[];
  /**
   * Debian packages needed to build Python packages, such as compilers and headers, comma-separated. [default: gcc and libc6-dev; none for the layout full]
   */
  readonly buildApt?: readonly string[];
  /**
   * Tool that installs Python packages.
   */
  readonly installer?: 'uv';
  /**
   * Pin the current digest of the base image, if an engine is reachable.
   */
  readonly pin?: boolean;
  /**
   * Overwrite existing files of the stack. Your changes to them are lost; its base, packages and sources are kept.
   */
  readonly force?: boolean;
}
