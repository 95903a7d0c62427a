import type { Place } from '../../problems/place';
import type { Pyproject } from './pyproject';

/** Who installs a project's dependencies. */
export type InstallerName = 'uv' | 'poetry' | 'pip';

/** A file that speaks for an installer: `poetry.lock` beside the pyproject. */
export interface InstallerClaim {
  readonly installer: InstallerName;
  /** Relative to the workspace root. */
  readonly file: string;
}

/** One project of the workspace that another one needs, and the line that says so. */
export interface LocalDependency {
  /** The needed project's folder, relative to the workspace root. */
  readonly dir: string;
  /** Extras of the needed project that are asked for; sorted. */
  readonly extras: readonly string[];
  /** Where the requirement is declared. */
  readonly place: Place;
  /** Extra of the needing project the requirement belongs to; absent for a main dependency. */
  readonly extra?: string;
  /** Group of the needing project the requirement belongs to, directly or by inclusion. */
  readonly group?: string;
}

/** A Python project of the workspace, with its place among the others. */
export interface PythonProject {
  /** Folder relative to the workspace root, with forward slashes; `.` for the root itself. */
  readonly dir: string;
  readonly pyproject: Pyproject;
  readonly installer: InstallerName;
  /**
   * Locks that speak for one installer each; with several of them somebody has to choose. None where
   * the project's Dockerfile calls an installer, which is a choice.
   */
  readonly claims: readonly InstallerClaim[];
  /**
   * Folder that holds the lock and the pyproject it belongs to: the workspace root's for a member,
   * else the project's own.
   */
  readonly lockDir: string;
  /** The installer's lock in `lockDir`, relative to the workspace root, whether or not it exists. */
  readonly lockFile: string;
  readonly hasLock: boolean;
  /**
   * The uv.toml or poetry.toml, or the pyproject of a folder above, that the installer takes its settings
   * from, relative to the workspace root; absent where only the pyproject in `lockDir` counts.
   */
  readonly settingsFile?: string;
  /** What pip's requirements files beside the pyproject name by `-r` and `-c`, by file. */
  readonly nested?: ReadonlyMap<string, readonly string[]>;
  /** Extras an image may ask for; normalised, sorted. */
  readonly extras: readonly string[];
  /** Groups an image may ask for, those its lock root lends included; normalised, sorted. */
  readonly groups: readonly string[];
  /** Local projects needed by main dependencies and by extras; sorted by folder. */
  readonly dependencies: readonly LocalDependency[];
  /**
   * Local projects needed by groups; sorted by folder. They make edges in the project graph, but
   * are part of an image only where it asks for the group.
   */
  readonly devDependencies: readonly LocalDependency[];
  /**
   * Folders of the projects that the main dependencies need, transitively, without itself;
   * sorted. What extras and groups add is told by `imageClosure`.
   */
  readonly closure: readonly string[];
}

/** A folder that holds a lock, or should. */
export interface LockRoot {
  readonly dir: string;
  readonly installer: InstallerName;
  readonly pyproject: Pyproject;
  /** Folders of all projects that are locked there; sorted. */
  readonly projects: readonly string[];
  /** Local projects needed by the groups of the root, which its members may ask for. */
  readonly devDependencies: readonly LocalDependency[];
}

/** The projects of a workspace, from its pyprojects. */
export interface PythonProjects {
  /** Sorted by folder. */
  readonly projects: readonly PythonProject[];
  /** Sorted by folder. */
  readonly lockRoots: readonly LockRoot[];
}
