/** Generated from schema.json by tools/schema-types. */

/**
 * The stages that the images of Python services start from: base (what runs), base-builder (what builds) and dev (what develops). The files are yours after their first writing.
 */
export interface StackSchema {
  /**
   * Name of the stack; its images are named for it: `python` makes <namespace>/python-base.
   */
  readonly name: string;
  /**
   * Folder, relative to the workspace root. [default: images/<name>]
   */
  readonly directory?: string;
  /**
   * Python version: 3.10 to 3.14. [default: 3.13, or the newest one that every requires-python of the workspace allows]
   */
  readonly python?: string | number;
  /**
   * Debian release of the official slim image.
   */
  readonly suite?: string;
  /**
   * Full reference of another Debian image to start from, in place of --python and --suite; it holds `python`, `pip` and `venv`.
   */
  readonly from?: string;
  /**
   * Debian packages every image needs at run time, parted by commas.
   */
  readonly apt?: readonly string[];
  /**
   * Debian packages needed to build Python packages: compilers and headers.
   */
  readonly buildApt?: readonly string[];
  /**
   * Who installs Python packages.
   */
  readonly installer?: 'uv';
  /**
   * Write the digest that the image to start from has now, if an engine answers.
   */
  readonly pin?: boolean;
  /**
   * Write the stack's files anew where they are there already. Your changes to them are lost.
   */
  readonly force?: boolean;
}
