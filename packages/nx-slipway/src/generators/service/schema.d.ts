/** Generated from schema.json by tools/schema-types. */

/**
 * Creates the Dockerfile of a Python project and its ignore file. For a new name it also creates a small project and its lock file.
 */
export interface ServiceSchema {
  /**
   * Name or folder of an existing Python project, or the name of a new one.
   */
  readonly name: string;
  /**
   * What the image runs: `http`, `dramatiq`, `celery`, `celery-beat`, `flower`, `grpc`, `streamlit`, `gradio`, `dash`, `rq`, `arq`, `huey`, `taskiq`, `taskiq-scheduler`, `alembic`, `django-migrate`, `command`, `dev`, or a role of the workspace (`roles` in nx.json).
   */
  readonly role?: string;
  /**
   * Folder of a new project, relative to the workspace root. [default: services/<name>]
   */
  readonly directory?: string;
  /**
   * Stack whose stages the image starts from. [default: the only stack of the workspace]
   */
  readonly stack?: string;
  /**
   * Tool that installs the dependencies. [default: detected from the lock file; for a new project the one that the other projects use]
   */
  readonly installer?: 'uv' | 'poetry' | 'pip';
  /**
   * How stages and layers are cut. `layered`: packages are installed in stages that build. `multi-layered`: as well a second image for development, dev.Dockerfile. `wheels`: wheels are built first, and installed where the image runs. `base-app`: as `layered`, on the sources that a stack of this layout holds. `slim` and `full`: the image also holds the compilers and installers of its stack; `full` needs a stack of this layout. [default: that of the Dockerfile; for a new one base-app on a stack of this layout, and layered on others]
   */
  readonly layout?: 'full' | 'slim' | 'layered' | 'multi-layered' | 'wheels' | 'base-app';
  /**
   * Name of the image within the project; its Dockerfile is then <name>.Dockerfile. [default: no name for the first image, the role for every further one]
   */
  readonly image?: string;
  /**
   * Server of the role http; `uwsgi` is also that of the package pyuwsgi, and `fastapi` the command `fastapi run`. [default: the one in the lock file, one that the project itself declares before others]
   */
  readonly server?: 'gunicorn' | 'uvicorn' | 'hypercorn' | 'granian' | 'uwsgi' | 'fastapi';
  /**
   * Interface of the application of the role http; aiohttp has its own. [default: read from the sources, or from the locked framework]
   */
  readonly interface?: 'asgi' | 'wsgi' | 'aiohttp';
  /**
   * The module option names a function that returns the application. [default: read from the sources]
   */
  readonly factory?: boolean;
  /**
   * Port in the container that the role listens on if PORT is not set when the container starts. [default: 8000 for the role http, else that of the role]
   */
  readonly port?: number;
  /**
   * Path that the probe of a role that listens requests, for example `/health`; the container is unhealthy if it answers with an error such as 404. [default: a route such as /health, /healthz or /ping that the sources declare; without one the image has no probe]
   */
  readonly healthPath?: string;
  /**
   * Message broker of the workers of Dramatiq and Celery. [default: redis]
   */
  readonly broker?: 'redis' | 'rabbitmq';
  /**
   * Queues that a worker works off, comma-separated. [default: the queues of all actors for dramatiq, the default queue for celery and rq]
   */
  readonly queues?: readonly string[];
  /**
   * Number of worker processes; for the role http, if WEB_CONCURRENCY is not set when the container starts. [default: 2 for gunicorn, uwsgi and celery, 1 otherwise]
   */
  readonly processes?: number;
  /**
   * Number of threads of a process, for the role dramatiq and for WSGI applications. [default: 8]
   */
  readonly threads?: number;
  /**
   * Debian packages that only this service needs at run time, comma-separated.
   */
  readonly apt?: readonly string[];
  /**
   * Debian packages needed to build the dependencies of this service, comma-separated.
   */
  readonly buildApt?: readonly string[];
  /**
   * Extras of the project to install, comma-separated.
   */
  readonly extras?: readonly string[];
  /**
   * Dependency groups of the project to install, comma-separated.
   */
  readonly groups?: readonly string[];
  /**
   * Folders and modules of the project that the image holds as they are, instead of a wheel, for projects that are not installed; for example `src`, or `src/shop,src/web,tasks.py` for some of its packages and modules, comma-separated. A package, a module, and a folder that the code or the command imports by its name keep their names; any other folder gives its content.
   */
  readonly sources?: readonly string[];
  /**
   * Files and folders of the project that the image holds beside the application, for example `alembic.ini,scripts/`, comma-separated. They are copied into the working directory, and those in a package into the installed package.
   */
  readonly files?: readonly string[];
  /**
   * Environment variables of the image, for example `LOG_LEVEL=info`.
   */
  readonly env?: readonly string[];
  /**
   * Labels of the image, for example `org.example.team=billing`.
   */
  readonly label?: readonly string[];
  /**
   * Working directory of the container, an absolute path. [default: that of the stack; with files, /app]
   */
  readonly workdir?: string;
  /**
   * Number of the user that the container runs as; 0 is root. [default: 10001]
   */
  readonly uid?: number;
  /**
   * Number of the group that the container runs as. [default: that of the user]
   */
  readonly gid?: number;
  /**
   * Import path of the application object or of the actors, for example `api.app:app`, `shop.celery:app` or `worker.actors`; with `()` after it, of a function that returns the application. [default: `entrypoint` of [tool.fastapi], or found in the sources of the project]
   */
  readonly module?: string;
  /**
   * Command of the role command, or of the role http instead of a server: a console script of the project or of an installed package with its arguments, `python -m <module>`, or a command line as a JSON list. [default: the only console script]
   */
  readonly command?: string;
  /**
   * Overwrite an existing Dockerfile. Your changes to it are lost.
   */
  readonly force?: boolean;
}
