import type { LockedFile } from '../pyproject/locked-file';
import type { TextRange } from '../toml/toml-layout';

/** Where a locked package comes from; a local location is relative to the lock's folder. */
export interface UvLockSource {
  /**
   * `editable`, `directory` and `virtual` are projects on disk (a virtual one is never built),
   * `path` is a wheel or sdist on disk.
   */
  readonly kind: 'registry' | 'git' | 'url' | 'path' | 'editable' | 'directory' | 'virtual';
  readonly location: string;
}

/** A dependency as an entry of a locked package. */
export interface UvLockDependency {
  readonly name: string;
  /** Present, like the source, where the lock holds several packages of that name. */
  readonly version?: string;
  readonly source?: UvLockSource;
  readonly extras: readonly string[];
  /** Environment marker of the dependency. */
  readonly marker?: string;
  /** The text that names version and source, comma included. */
  readonly pins: readonly TextRange[];
}

/** One extra or group with its dependencies; the range is its lines. */
export interface UvLockDependencyList {
  readonly name: string;
  readonly dependencies: readonly UvLockDependency[];
  readonly range: TextRange;
}

/** A requirement as `[package.metadata]` keeps it: what uv read in the pyproject when it locked. */
export interface UvLockRequirement {
  readonly name: string;
  readonly extras: readonly string[];
  readonly specifier?: string;
  readonly marker?: string;
  /** Absent for one from an index. */
  readonly source?: UvLockSource;
  /** URL of the index the requirement is pinned to. */
  readonly index?: string;
}

/** `[package.metadata]`. */
export interface UvLockMetadata {
  readonly requiresDist: readonly UvLockRequirement[];
  /** Absent in locks of older uv. */
  readonly providesExtras?: readonly string[];
  readonly requiresDev: ReadonlyMap<string, readonly UvLockRequirement[]>;
}

/** One `[[package]]` block. */
export interface UvLockPackage {
  readonly name: string;
  /** Absent for a local project with a dynamic version. */
  readonly version?: string;
  readonly source: UvLockSource;
  /** Markers of which one holds where this is the version of several; none where it is the only one. */
  readonly resolutionMarkers: readonly string[];
  readonly dependencies: readonly UvLockDependency[];
  readonly optionalDependencies: readonly UvLockDependencyList[];
  readonly devDependencies: readonly UvLockDependencyList[];
  /** Wheels and sdist; none for a local project and one from git. */
  readonly files: readonly LockedFile[];
  /** Present for local projects. */
  readonly metadata?: UvLockMetadata;
  /** The whole block, up to the next one. */
  readonly range: TextRange;
  /** Line of the `[[package]]`, counted from 1. */
  readonly line: number;
  /**
   * Lines of what a slice may cut: keys by their path (`version`, `metadata.provides-extras`,
   * `metadata.requires-dev.<group>`) and tables in brackets (`[optional-dependencies]`).
   */
  readonly parts: ReadonlyMap<string, TextRange>;
  /** Elements of `metadata.provides-extras` as written in the text. */
  readonly providedExtras: readonly TextRange[];
}

/** An element of an array in the lock's head. */
export interface UvLockElement {
  /** The packages it speaks of: a member, or all parties to a conflict. */
  readonly packages: readonly string[];
  readonly range: TextRange;
}

/** One party to a conflict: an extra or a group of a package, or the project itself; normalised. */
export interface UvLockConflict {
  readonly package: string;
  readonly extra?: string;
  readonly group?: string;
}

/** A parsed uv.lock, with the place of everything that a slice cuts. */
export interface UvLock {
  /** Path relative to the workspace root. */
  readonly file: string;
  /** With line feeds alone. */
  readonly text: string;
  readonly requiresPython?: string;
  /** Empty for a lock of one project. */
  readonly members: readonly UvLockElement[];
  readonly conflicts: readonly (UvLockElement & { readonly conflict: readonly UvLockConflict[] })[];
  /** Requirements of groups of a workspace root without a `[project]` table. */
  readonly rootGroups: readonly UvLockDependencyList[];
  readonly packages: readonly UvLockPackage[];
  /** Lines of the keys above the first package: `version`, `supported-markers`, `manifest.build-constraints`, … */
  readonly head: ReadonlyMap<string, TextRange>;
}
