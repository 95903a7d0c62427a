/** Generated from schema.json by tools/schema-types. */

/**
 * Moves a Python project to another folder and updates what names it: Dockerfiles, ignore files, pyproject.toml files, requirements files, project.json files, nx.json and locks. What it does not edit is listed with file and line. --dry-run shows which files change.
 */
export interface MoveSchema {
  /**
   * Name or folder of the Python project.
   */
  readonly project: string;
  /**
   * New folder, relative to the workspace root. `--destination` of @nx/workspace:move means the same. [default: the folder it is in, if you give --name]
   */
  readonly directory?: string;
  /**
   * New name of the Nx project, and so of its images. `--newProjectName` means the same. The distribution and what Python imports keep their names. [default: the name it has]
   */
  readonly name?: string;
}
