import type { NeededPackage } from '../role';

/** Servers that an image of the role http can run. */
export type ServerName = 'gunicorn' | 'uvicorn' | 'hypercorn' | 'granian' | 'uwsgi' | 'fastapi';

/** The interface between a server and an application; aiohttp has one of its own. */
export type Interface = 'asgi' | 'wsgi' | 'aiohttp';

/** An application and how it is to be served. */
export interface ServedApp {
  /** `api.app:app`, or a function that makes the application. */
  readonly app: string;
  readonly isFactory: boolean;
  /** `wsgi` for an application of the older, synchronous interface. */
  readonly interface: Interface;
  /** Threads of one process; for WSGI alone. */
  readonly threads?: number;
}

/**
 * Versions of the packages that an image installs, by normalised name; undefined where a package is
 * installed in a version that is not known.
 */
export type PackageVersions = ReadonlyMap<string, string | undefined>;

/** How a server is started. */
export interface ServerCommand {
  /**
   * Words of the command line. `$PORT` and `$WEB_CONCURRENCY` are replaced when the container starts, where
   * `needsShell` is set.
   */
  readonly args: readonly string[];
  /** The server does not read the variables by itself. */
  readonly needsShell: boolean;
  /** Worker processes by default; absent where the server starts one by itself. */
  readonly defaultProcesses?: number;
  readonly needs: readonly NeededPackage[];
}

/** A server as a role uses it. */
export interface Server {
  /** The packages of which each brings it, normalised. */
  readonly packages: readonly string[];
  /** The interfaces that it serves. */
  readonly interfaces: readonly Interface[];
  /** Requirements that add it to a project for an application of an interface. */
  readonly requirements: (kind: Interface) => readonly string[];
  /** Why it cannot serve an application of its interfaces with these packages; undefined where it can. */
  readonly lacks: (app: ServedApp, versions: PackageVersions) => string | undefined;
  readonly command: (app: ServedApp, versions: PackageVersions) => ServerCommand;
}

/** Seconds a server may take to finish open requests: less than the 10 after which `docker stop` kills. */
export const GRACE = 8;
