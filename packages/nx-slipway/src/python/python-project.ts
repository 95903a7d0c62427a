import type { Place } from '../problems/place';
import type { Pyproject } from './pyproject';

/** Who installs a project's dependencies. */
export type InstallerName = 'uv';

/** One project of the workspace that another one needs, and the line that says so. */
export interface LocalDependency {
  /** The needed project's folder, relative to the workspace root. */
  readonly dir: string;
  /** Where the requirement is declared, in the needing project's pyproject. */
  readonly place: Place;
  /** Extra of the needing project that needs it; absent for a main dependency. */
  readonly extra?: string;
}

/** A Python project of the workspace, with its place among the others. */
export interface PythonProject {
  /** Folder relative to the workspace root, with forward slashes; `.` for the root itself. */
  readonly dir: string;
  readonly pyproject: Pyproject;
  readonly installer: InstallerName;
  /**
   * Folder that holds the lock and the pyproject it belongs to: the workspace root's for a member,
   * else the project's own.
   */
  readonly lockDir: string;
  /** `uv.lock` below `lockDir`, relative to the workspace root, whether or not it exists. */
  readonly lockFile: string;
  readonly hasLock: boolean;
  /** Local projects needed by main dependencies and extras; sorted by folder. */
  readonly dependencies: readonly LocalDependency[];
  /** Local projects needed by dependency groups alone: graph edges, no image content. */
  readonly devDependencies: readonly LocalDependency[];
  /** Folders of all local projects an image holds besides this one, transitively; sorted. */
  readonly closure: readonly string[];
}

/** What the workspace's pyprojects come to. */
export interface PythonProjects {
  /** Sorted by folder. */
  readonly projects: readonly PythonProject[];
  /** Folders that hold (or should hold) a lock, with the pyproject there; sorted by folder. */
  readonly lockRoots: readonly { readonly dir: string; readonly pyproject: Pyproject }[];
}
