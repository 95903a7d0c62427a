/** What one target stage of one Dockerfile produces. */
export interface Image {
  /** Unique in the workspace; also the last part of the default reference: `api`, `python-base`. */
  readonly id: string;
  /** Name of the Nx project the image belongs to. */
  readonly project: string;
  /** The project's folder, relative to the workspace root. */
  readonly root: string;
  /** Name within the project (`base`, `worker`); absent where the project has one image only. */
  readonly name?: string;
  /** Dockerfile, relative to the workspace root. */
  readonly dockerfile: string;
  /**
   * Folder of the build context, relative to the workspace root; absent for the workspace root itself,
   * and never another than the project's.
   */
  readonly context?: string;
  /** Target stage; absent for an unnamed last stage. */
  readonly stage?: string;
  /** Default reference without a tag, as other Dockerfiles name it in `FROM`: `acme/python-base`. */
  readonly reference: string;
}
