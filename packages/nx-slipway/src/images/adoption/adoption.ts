import type { InstallerName } from '../../python/pyproject/python-project';
import type { WheelModule } from '../../python/wheels/wheel-modules';
import type { OldImage } from './code/old-words';

/** What became of an instruction: an option says it, it is kept as written, or somebody has to look at it. */
export type Verdict = 'recognised' | 'carried' | 'left';

/** One instruction of a hand-written Dockerfile, with what became of it. */
export interface AdoptedInstruction {
  /** Line, counted from 1. */
  readonly line: number;
  /** On one line. */
  readonly text: string;
  readonly verdict: Verdict;
  /** What it came to: `apt: libpq5`. */
  readonly what: string;
  /** What to do about it; of one that is left. */
  readonly next?: string;
}

/** Options of an image that a Dockerfile says. */
export interface AdoptedOptions {
  readonly role: 'http' | 'command' | 'dev';
  readonly installer?: InstallerName;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  readonly apt: readonly string[];
  readonly buildApt: readonly string[];
  readonly sources: readonly string[];
  readonly files: readonly string[];
  readonly env: readonly string[];
  readonly label: readonly string[];
  readonly workdir?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly port?: number;
  readonly healthPath?: string;
  /** Words of the command; absent where the image has an entrypoint alone, or a shell. */
  readonly command?: readonly string[];
}

/** What goes into the new Dockerfile as it is written. */
export interface CarriedText {
  /** ARGs before the first stage. */
  readonly globals: readonly string[];
  /** Stages of other languages and tools, in their order. */
  readonly stages: readonly string[];
  /** COPY and ADD of the stage that runs, which root does. */
  readonly copies: readonly string[];
  /** Other instructions of that stage. */
  readonly settings: readonly string[];
  /** Keywords of generated instructions that a carried one replaces: `HEALTHCHECK`, `CMD`. */
  readonly replaces: readonly string[];
}

/** What a hand-written Dockerfile becomes. */
export interface Adoption {
  /** Reference of the image that it starts from. */
  readonly base: string;
  readonly options: AdoptedOptions;
  readonly carried: CarriedText;
  /** Every instruction of the stage and of those that it needs, each once, in the order of the file. */
  readonly instructions: readonly AdoptedInstruction[];
  /** What files of the project may name and is elsewhere in the new image. */
  readonly old: OldImage;
}

/** What is known of the project that a Dockerfile belongs to. */
export interface AdoptionFacts {
  /** Folder of the project, relative to the workspace root. */
  readonly dir: string;
  /** Folder of the build context: that of the project or `.`. */
  readonly context: string;
  readonly installer: InstallerName;
  /** Whether somebody has to choose among several locks, so that the Dockerfile does. */
  readonly hasSeveralLocks: boolean;
  /** Whether uv or Poetry install the project itself. */
  readonly isPackage: boolean;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** Groups that Poetry installs when they are named alone. */
  readonly optionalGroups: readonly string[];
  /** Groups that uv installs without being asked. */
  readonly defaultGroups: readonly string[];
  /** Modules of the project's wheel. */
  readonly packages: readonly WheelModule[];
  /** Files of the project that are in the build context, relative to its folder. */
  readonly files: readonly string[];
  /** Files beside the pyproject.toml that code of the project names: `CHANGELOG.md`, which a page shows. */
  readonly named?: ReadonlySet<string>;
  /** Folders of the workspace's libraries that the project needs. */
  readonly libraries: readonly string[];
  /** Folders of all Python projects of the workspace. */
  readonly projects: readonly string[];
  /** Normalised names that the project's lock has. */
  readonly locked: ReadonlySet<string>;
  /** Normalised name of the project. */
  readonly name?: string;
  /** `entrypoint` of `[tool.fastapi]`. */
  readonly fastapiEntrypoint?: string;
}
