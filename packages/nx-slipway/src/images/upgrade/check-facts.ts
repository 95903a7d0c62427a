import type { Dockerfile } from '../../dockerfile/dockerfile';
import { lineAt } from '../../problems/line-at';
import type { Place } from '../../problems/place';
import type { Problem } from '../../problems/problem';
import type { IndexAnswer, UnknownPage } from '../../python/index/index-page';
import type { LockedRelease } from '../../python/pyproject/locked-release';
import type { InstallerName, LockRoot, PythonProject } from '../../python/pyproject/python-project';
import type { ImageCatalogue } from '../model/image-catalogue';
import type { Finding, Severity } from './finding';
import type { LinkedAnswers } from './linked/linked-answers';

/** What is, and what is to be; each absent where a reference does not tell. */
export interface Change {
  readonly from?: string;
  readonly to?: string;
}

/** A project with images that are built from a stack, directly or not. */
export interface UpgradedService {
  /** Nx project. */
  readonly name: string;
  /** References of its images; sorted. */
  readonly images: readonly string[];
  /** Folders of the Python projects that its images hold, its own included; sorted. */
  readonly holds: readonly string[];
}

/** A locked release with the services that install it on the new base. */
export interface InstalledRelease extends LockedRelease {
  readonly services: readonly string[];
}

/** A lock that services on the stack are installed from. */
export interface UpgradedLock {
  /** Relative to the workspace root. */
  readonly file: string;
  /** Folder to lock in. */
  readonly dir: string;
  readonly installer: InstallerName;
  /** The Pythons that it is for as a whole; absent where it does not say. */
  readonly range?: { readonly text: string; readonly place: Place };
  readonly services: readonly string[];
  readonly releases: readonly InstalledRelease[];
}

/** A text file with the services that it concerns; none for the workspace as a whole. */
export interface UpgradedFile {
  readonly file: string;
  readonly text: string;
  readonly services: readonly string[];
}

/** A Dockerfile that the upgrade concerns. */
export interface UpgradedDockerfile {
  readonly dockerfile: Dockerfile;
  readonly services: readonly string[];
  /** `stack` for its own, `service` for one that is built from it, `hand-written` for one that names the base itself. */
  readonly role: 'stack' | 'service' | 'hand-written';
}

/** What the new base said of Debian packages. */
export interface AptAnswer {
  /** Packages that it cannot install, with names of others that may be meant. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
}

/** What was asked outside of the workspace; `why` where nobody answered. */
export interface UpgradeAnswers {
  readonly apt: AptAnswer | { readonly why: string };
  /** By `indexKey`. */
  readonly index: ReadonlyMap<string, IndexAnswer> | UnknownPage;
  /** Absent where the libraries of the new base are those of the old one. */
  readonly linked?: LinkedAnswers;
}

/** What the checks of an upgrade read; all of it is data. */
export interface CheckFacts {
  /** Nx project of the stack. */
  readonly stack: string;
  readonly from: string;
  /** Without the digest that is looked up. */
  readonly to: string;
  readonly python: Change;
  readonly suite: Change;
  readonly services: readonly UpgradedService[];
  /** By folder. */
  readonly projects: ReadonlyMap<string, PythonProject>;
  readonly lockRoots: readonly LockRoot[];
  readonly locks: readonly UpgradedLock[];
  readonly dockerfiles: readonly UpgradedDockerfile[];
  readonly catalogue: ImageCatalogue;
  /** Python files of the projects that images hold. */
  readonly sources: readonly UpgradedFile[];
  /** Pyprojects, settings of tools and files of CI systems. */
  readonly settings: readonly UpgradedFile[];
  /** SHA-256 in hex of the shared libraries among the files of the workspace, by path relative to its root. */
  readonly vendored: ReadonlyMap<string, string>;
  /** The builder-requirements.txt of the stack. */
  readonly builderPins?: UpgradedFile;
  /** Machines that images are built for: `x86_64`. */
  readonly machines: readonly string[];
  /** Nx target that builds images. */
  readonly buildTarget: string;
  readonly answers: UpgradeAnswers;
}

/** One check: it reads facts and finds what stands against the upgrade. */
export type Check = (facts: CheckFacts) => readonly Finding[];

/** A finding in few words. */
export function finding(
  severity: Severity,
  problem: Problem,
  services: readonly string[] = [],
  more: Pick<Finding, 'fixes' | 'needsLock' | 'isUnanswered'> = {},
): Finding {
  return { severity, problem, services: [...services].sort(), ...more };
}

/** A line and a column in a text, counted from 1. */
export function placeAt(file: string, text: string, offset: number): Place {
  return { file, line: lineAt(text, offset) };
}
