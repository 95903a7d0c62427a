import type { Place } from '../../problems/place';
import type { Problem } from '../../problems/problem';
import type { MarkerEnvironment } from '../../python/pep508/marker-environment';
import type { LockedRelease } from '../../python/pyproject/locked-release';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { Selection } from '../../python/pyproject/selection';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import type { WorkspaceModel } from '../model/workspace-model';

/** The part of a lock that decides one image, as the files of the stage `lock`. */
export interface LockSlice {
  /** By path in the stage; absent where there are problems. */
  readonly files?: Readonly<Record<string, string>>;
  /** Names of packages that are fetched from git repositories; absent for none. */
  readonly fromGit?: readonly string[];
  readonly problems: readonly Problem[];
}

/** What of a lock is installed elsewhere than from its slice. */
export interface Preinstalled {
  /** Normalised. */
  readonly names: ReadonlySet<string>;
  readonly environment: MarkerEnvironment;
}

/** One lock, read and checked once for all images that are cut from it. */
export interface OpenLock {
  /** Why nothing can be cut from it. */
  readonly broken: readonly Problem[];
  /** Where it is older than the pyprojects. */
  readonly outdated: readonly Problem[];
  /**
   * Cuts out what a selection installs, without preinstalled packages; the lock
   * must not be broken.
   */
  readonly slice: (selection: Selection, preinstalled?: Preinstalled) => LockSlice;
  /** Why a selection cannot be installed in an environment; absent where its installer refuses what it cannot. */
  readonly check?: (selection: Selection, environment: MarkerEnvironment) => readonly Problem[];
  /** The third-party packages that a selection installs in an environment; sorted by name. */
  readonly thirdParty: (
    selection: Selection,
    environment: MarkerEnvironment,
  ) => readonly ThirdPartyPackage[];
  /**
   * What a selection asks for with extras, as requirements without versions: `requests[socks] ; python_version < "3.13"`;
   * absent where the lock itself lists what extras add.
   */
  readonly asked?: (selection: Selection) => readonly string[];
  /** Normalised names of what a selection installs; undefined where the lock lacks the package. */
  readonly packages: (selection: Selection) => ReadonlySet<string> | undefined;
  /**
   * The releases of third-party packages that a selection may install in an environment; each is the same object for
   * every selection. A package from git has no such file.
   */
  readonly releases: (
    selection: Selection,
    environment: MarkerEnvironment,
  ) => readonly LockedRelease[];
  /** The Pythons that it is for as a whole; absent where it does not say. */
  readonly requiresPython?: { readonly text: string; readonly place: Place };
}

/** Where locks and what they belong to are read from. */
export interface LockSource {
  /** Text of a file by its path relative to the workspace root; undefined for a missing one. */
  readonly read: (file: string) => string | undefined;
  readonly workspace: Pick<WorkspaceModel, 'python' | 'lockRoots' | 'problems'>;
}

/** Opens a lock of an installer's own kind. */
export type LockOpener = (project: PythonProject, source: LockSource) => OpenLock;

/** A lock of which nothing can be said but why. */
export function brokenLock(broken: readonly Problem[]): OpenLock {
  return {
    broken,
    outdated: [],
    slice: () => ({ problems: broken }),
    thirdParty: () => [],
    packages: () => undefined,
    releases: () => [],
  };
}
