import type { InstallerName, PythonProject } from '../../python/pyproject/python-project';
import type { Selection } from '../../python/pyproject/selection';
import type { InstallStep } from './install-step';
import type { LockStep, LockTarget } from './lock-step';

/** Where a project and its lock lie. */
export type LockPlace = Pick<PythonProject, 'dir' | 'lockDir' | 'nested' | 'settingsFile'>;

/** Who installs the third-party packages of an image: one file each, beside this one. */
export interface Installer {
  readonly name: InstallerName;
  /** Normalised names of what base-builder has to hold for it. */
  readonly needs: readonly string[];

  /** The lock and what belongs to it, relative to the workspace root; sorted. */
  readonly lockFiles: (place: LockPlace, selection: Selection) => readonly string[];

  /** Arguments of the COPY instructions that make the stage `lock` of them. */
  readonly lockCopies: (place: LockPlace, selection: Selection) => readonly string[];

  /** Installs what `selection` names of the lock in the stage `lock`. */
  readonly install: (place: LockPlace, selection: Selection) => InstallStep;

  /**
   * Installs what has wheels for another machine, and builds nothing; undefined where the installer has to run on that
   * machine itself.
   */
  readonly installWheels: (
    place: LockPlace,
    selection: Selection,
    options: WheelsOptions,
  ) => InstallStep | undefined;

  /** Whether packages without a wheel have to be out of the lock, in a context of the name {@link wheelsLock}. */
  readonly cutsLock?: true;

  /** Whether the lock asks for wheels itself, so that none of its packages that has one is built. */
  readonly asksForWheels?: true;

  /** Makes wheels of what `selection` names of the lock in the stage `lock`, in the folder /wheels. */
  readonly wheels: (place: LockPlace, selection: Selection) => WheelsStep;

  /** Normalised names of what base-builder has to hold besides for `wheels`. */
  readonly wheelsNeed: readonly string[];

  /**
   * Installs what is left in the stage `lock` once other packages are installed apart; absent where
   * `install` does that as well.
   */
  readonly installLeft?: (place: LockPlace, selection: Selection) => InstallStep;

  /**
   * Python program that checks whether all packages have what they require, for locks that may lack some of it; absent
   * where a lock is always whole. Packages are in /left and /layers/*, and requirements with extras in /check/asked.txt.
   * It checks for the architecture TARGETARCH, on any machine.
   */
  readonly check?: string;

  /** Locks a project again, in the folder of the lock; one step per file that pip's own has. */
  readonly lock: (target: LockTarget) => readonly LockStep[];

  /**
   * Reads a selection back out of a RUN that installs; undefined where the RUN is not of this
   * installer's, or one that a selection does not describe.
   */
  readonly parseInstall: (run: string) => ParsedInstall | undefined;
}

/** What is installed from wheels for another machine. */
export interface WheelsOptions {
  /** As Python calls it: `aarch64`. */
  readonly machine: string;
  /** Packages that have no wheel for it. */
  readonly without: readonly string[];
  /** Whether other packages are installed apart, as with {@link Installer.installLeft}. */
  readonly isLeft: boolean;
}

/** Name of the context with the lock that {@link Installer.installWheels} installs from, where packages are left out. */
export function wheelsLock(machine: string): string {
  return `lock-${machine}`;
}

/** A RUN that makes wheels. */
export interface WheelsStep {
  readonly install: InstallStep;
  /** Arguments of the COPY instructions that make the stage `lock`. */
  readonly lockCopies: readonly string[];
}

/** A selection as a RUN names it. */
export interface ParsedInstall extends Omit<Selection, 'package'> {
  /** Normalised; absent where the installer knows one project only. */
  readonly package?: string;
}
