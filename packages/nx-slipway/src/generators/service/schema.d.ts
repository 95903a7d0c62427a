/** Generated from schema.json by tools/schema-types. */

/**
 * Writes the Dockerfile of a Python project and the ignore file beside it; for a new name a small project to go with them, and locks it.
 */
export interface ServiceSchema {
  /**
   * A Python project that is there, by name or folder, or the name of a new one.
   */
  readonly name: string;
  /**
   * What the image runs.
   */
  readonly role?: 'http' | 'dramatiq' | 'command';
  /**
   * Folder of a new project, relative to the workspace root. [default: services/<name>]
   */
  readonly directory?: string;
  /**
   * Stack whose stages the image starts from. [default: the only one there is]
   */
  readonly stack?: string;
  /**
   * Who installs the dependencies. [default: whose lock is there; for a new project as the others have it]
   */
  readonly installer?: 'uv' | 'poetry' | 'pip';
  /**
   * Name of the image within the project, which then has the Dockerfile <name>.Dockerfile. [default: none for the first image, the role for a further one]
   */
  readonly image?: string;
  /**
   * Server of role http. [default: gunicorn]
   */
  readonly server?: 'gunicorn' | 'uvicorn';
  /**
   * Port the server of role http listens on, in the container. [default: 8000]
   */
  readonly port?: number;
  /**
   * Where the messages of role dramatiq come from. [default: redis]
   */
  readonly broker?: 'redis' | 'rabbitmq';
  /**
   * Worker processes. [default: 2 of gunicorn, 1 otherwise]
   */
  readonly processes?: number;
  /**
   * Threads of one process, for role dramatiq and for WSGI applications. [default: 8]
   */
  readonly threads?: number;
  /**
   * Debian packages this service alone needs at run time, parted by commas.
   */
  readonly apt?: readonly string[];
  /**
   * Debian packages needed to build this service's dependencies, parted by commas.
   */
  readonly buildApt?: readonly string[];
  /**
   * Extras of the project to install, parted by commas.
   */
  readonly extras?: readonly string[];
  /**
   * Dependency groups of the project to install, parted by commas.
   */
  readonly groups?: readonly string[];
  /**
   * What the server is pointed at: `api.app:app`, `worker.actors`. [default: found in the project's sources]
   */
  readonly module?: string;
  /**
   * For role command: a console script of the project, with arguments, or a whole command line as a JSON list. [default: the only console script]
   */
  readonly command?: string;
  /**
   * Write the Dockerfile anew where it is there already. Your changes to it are lost.
   */
  readonly force?: boolean;
}
