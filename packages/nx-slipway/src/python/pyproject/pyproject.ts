import type { Place } from '../../problems/place';
import type { WheelModules } from '../wheels/wheel-modules';
import type { WheelPaths } from '../wheels/wheel-paths';
import type { PackageMetadata } from './package-metadata';

/** A PEP 508 requirement as a pyproject declares it. */
export interface Requirement {
  /** Exactly as written. */
  readonly text: string;
  /** Normalised name (PEP 503). */
  readonly name: string;
  /** Normalised names, sorted. */
  readonly extras: readonly string[];
  /** Version specifiers as written, without white space, in the order they stand: `>=1`, `<2`. */
  readonly specifiers: readonly string[];
  /** Environment marker as written, without the semicolon. */
  readonly marker?: string;
  /** Direct reference: the URL after `@`. */
  readonly url?: string;
  /** Folder or archive on disk that it names itself, relative to the declaring file's folder. */
  readonly path?: string;
  readonly place: Place;
}

/** Another group that a group includes; normalised. */
export interface IncludedGroup {
  readonly includeGroup: string;
  readonly place: Place;
}

/** One entry of a dependency group (PEP 735): a requirement or another group. */
export type DependencyGroupEntry = Requirement | IncludedGroup;

/** One table of `[tool.uv.sources]`; a package may have several, told apart by markers or extras. */
export interface UvSource {
  readonly workspace?: boolean;
  /** As written, relative to the declaring file's folder. */
  readonly path?: string;
  readonly editable?: boolean;
  readonly git?: string;
  readonly url?: string;
  readonly index?: string;
  readonly marker?: string;
  /** Limits the source to one extra or group; normalised. */
  readonly extra?: string;
  readonly group?: string;
  readonly place: Place;
}

/** One `[[tool.uv.index]]`. */
export interface UvIndex {
  readonly name?: string;
  readonly url?: string;
  readonly isDefault: boolean;
  readonly place: Place;
}

/** The part of `[tool.uv]` that the plugin reads. */
export interface UvSettings {
  /** The file has a `[tool.uv]` table. */
  readonly isPresent: boolean;
  /** The file has a `[tool.uv.workspace]` table, and is therefore a lock root. */
  readonly isWorkspaceRoot: boolean;
  /** Globs of `[tool.uv.workspace]`. */
  readonly members: readonly string[];
  readonly exclude: readonly string[];
  /** By normalised package name. */
  readonly sources: ReadonlyMap<string, readonly UvSource[]>;
  readonly indexes: readonly UvIndex[];
  /** `required-version`, if set: versions of uv that may run. */
  readonly requiredVersion?: { readonly text: string; readonly place: Place };
  /** `tool.uv.package`, if set. */
  readonly package?: boolean;
  /** `tool.uv.managed = false`: uv leaves the project alone. */
  readonly isManaged: boolean;
  /** No `no-sources` or `no-sources-package`, which make uv pass over sources. */
  readonly usesSources: boolean;
}

/** A requirement of `[tool.poetry]`, whose constraints are Poetry's. */
export interface PoetryRequirement extends Requirement {
  /** `optional = true`: an extra has to name it. */
  readonly isOptional: boolean;
  /** It holds under markers, on some platforms or for some Pythons alone. */
  readonly isConditional: boolean;
}

/** What `[tool.poetry]` declares, in the manner of Poetry 1 or besides `[project]`. */
export interface PoetryDeclarations {
  readonly name?: string;
  readonly version?: string;
  /** `python` among the dependencies, as PEP 440 has it; alternatives are separated by `||`. */
  readonly requiresPython?: { readonly range: string; readonly place: Place };
  /** `requires-poetry`, if set: versions of Poetry that may run. */
  readonly requiresPoetry?: { readonly text: string; readonly place: Place };
  readonly dependencies: readonly PoetryRequirement[];
  /** Names of dependencies, by normalised extra. */
  readonly extras: ReadonlyMap<string, readonly string[]>;
  /** By normalised group; `dev-dependencies` are group `dev`. */
  readonly groups: ReadonlyMap<string, readonly (PoetryRequirement | IncludedGroup)[]>;
  /** Console scripts: name to `module:function`. */
  readonly scripts: ReadonlyMap<string, string>;
  /** `package-mode`, if set. */
  readonly packageMode?: { readonly value: boolean; readonly place: Place };
  /** Where `name` stands, else the table. */
  readonly place: Place;
}

/** The part of `[tool.poetry]` that the plugin reads. */
export interface PoetrySettings {
  /** The file has a `[tool.poetry]` table. */
  readonly isPresent: boolean;
  /** Present with the table. */
  readonly declared?: PoetryDeclarations;
}

/** One pyproject.toml, read tolerantly: what is missing or of an odd type is absent or empty. */
export interface Pyproject {
  /** Folder relative to the workspace root, with forward slashes; `.` for the root itself. */
  readonly dir: string;
  /** Path of the file relative to the workspace root. */
  readonly file: string;
  /** `project.name` as written; absent in a file without a `[project]` table. */
  readonly name?: string;
  /** PEP 503. */
  readonly normalizedName?: string;
  readonly version?: string;
  /** What it says of itself to people. */
  readonly metadata: PackageMetadata;
  /** Fields the build backend fills in. */
  readonly dynamic: readonly string[];
  /** The build backend takes the version from tags of the repository. */
  readonly takesVersionFromGit: boolean;
  readonly requiresPython?: { readonly range: string; readonly place: Place };
  readonly dependencies: readonly Requirement[];
  /** By normalised extra. */
  readonly optionalDependencies: ReadonlyMap<string, readonly Requirement[]>;
  /** By normalised group. */
  readonly dependencyGroups: ReadonlyMap<string, readonly DependencyGroupEntry[]>;
  /** Groups that uv installs by default: `dev`, if it exists, unless `default-groups` is set. */
  readonly defaultGroups: readonly string[];
  /** Place of `tool.uv.default-groups`; absent if not set. */
  readonly defaultGroupsPlace?: Place;
  /** Console scripts: name to `module:function`. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly guiScripts: ReadonlyMap<string, string>;
  /** Entry point group to its names and objects. */
  readonly entryPoints: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly buildSystem?: {
    readonly requires: readonly Requirement[];
    readonly backend?: string;
  };
  /** What its build backend is told to put into its wheel. */
  readonly wheelPaths: WheelPaths;
  /** Which modules its build backend puts into its wheel, as far as its settings say. */
  readonly wheelModules: WheelModules;
  /** Present where its wheel is the same on every machine, as far as its settings say. */
  readonly hasPortableWheel?: true;
  /** Names in its folder that the settings of its wheel may mean; absent where they may mean any. */
  readonly mentionedFolders?: readonly string[];
  readonly uv: UvSettings;
  readonly poetry: PoetrySettings;
  /** `tool.fastapi.entrypoint`: the application that `fastapi run` serves. */
  readonly fastapiEntrypoint?: string;
  /** uv's rule: `tool.uv.package` decides, else a `[build-system]` makes a package. */
  readonly isPackage: boolean;
  /** Where `[project] name` stands, else the head of the file. */
  readonly place: Place;
  /** Whether nothing odd was left out. */
  readonly isComplete: boolean;
}
