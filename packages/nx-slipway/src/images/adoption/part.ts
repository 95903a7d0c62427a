import type { InstallerName } from '../../python/pyproject/python-project';
import type { AdoptionFacts, Verdict } from './adoption';

/** A file or folder that a stage takes out of the build context. */
export interface CodeCopy {
  /** Relative to the project's folder; `.` for all of it. */
  readonly source: string;
  /** Absolute. */
  readonly target: string;
  /** The same instruction with a path relative to the workspace root, for the new file. */
  readonly carried: string;
  /** Line of the instruction that takes it. */
  readonly line: number;
  /** What the instruction changes in the file, so that no option says it: `--chmod=755`; nothing for most. */
  readonly changes: readonly string[];
}

/** What a part of an instruction adds to the image that is made. Of single values the last one counts. */
export interface Adds {
  readonly apt?: readonly string[];
  readonly buildApt?: readonly string[];
  /** Packages that are removed again. */
  readonly removed?: readonly string[];
  readonly extras?: readonly string[];
  readonly groups?: readonly string[];
  readonly installer?: InstallerName;
  /** The project itself is installed. */
  readonly installsProject?: true;
  readonly env?: readonly string[];
  readonly label?: readonly string[];
  /** Value of PORT. */
  readonly port?: number;
  readonly exposes?: readonly number[];
  readonly healthPath?: string;
  /** The probe that asks for that path, as it is written. */
  readonly probe?: string;
  readonly command?: readonly string[];
  /** Whether the image has an entrypoint, which CMD gives arguments to. */
  readonly entrypoint?: readonly string[];
  /** Lines of the stage that runs. */
  readonly copies?: readonly string[];
  readonly settings?: readonly string[];
  readonly replaces?: readonly string[];
}

/** What one part of an instruction came to. An instruction has the verdict of its worst part. */
export interface Part {
  readonly verdict: Verdict;
  readonly what: string;
  readonly next?: string;
  readonly adds?: Adds;
  /** Not worth a word beside other parts. */
  readonly isAside?: true;
}

/** User that a step creates. */
export interface CreatedUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** What is true at one place of a stage. */
export interface StageState {
  readonly workdir: string;
  /** Whether a WORKDIR says so. */
  readonly hasWorkdir: boolean;
  readonly env: ReadonlyMap<string, string>;
  readonly copies: readonly CodeCopy[];
  readonly users: ReadonlyMap<string, CreatedUser>;
  readonly groups: ReadonlyMap<string, number>;
  readonly user?: string;
  readonly shell: readonly string[];
  /** Files that an installer has written out of its lock, absolute. */
  readonly exported: readonly string[];
  /** What was taken from other folders of the workspace: path relative to its root, and absolute target. */
  readonly elsewhere: readonly { readonly path: string; readonly target: string }[];
}

/** Where an instruction is read. */
export interface StageContext {
  readonly facts: AdoptionFacts;
  /** Whether its files are in the image; whether packages are installed on it. */
  readonly runs: boolean;
  readonly builds: boolean;
  readonly state: StageState;
  /** The installer whose lock is used: uv or Poetry where one of them is called anywhere. */
  readonly caller: InstallerName | undefined;
  /** Folders that hold packages or installers, absolute. */
  readonly environments: ReadonlySet<string>;
  /** Stages that give others uv, by index. */
  readonly installers: ReadonlySet<number>;
  /** What an earlier stage took out of the context; undefined for a stage that is carried over. */
  readonly stageState: (index: number) => StageState | undefined;
  /** Files that installers have written out of the lock in earlier stages, which a step may mount. */
  readonly exported: () => readonly string[];
}

/** An option of the new image, or something that it has anyway, says this. */
export function recognised(what: string, adds: Adds = {}): Part {
  return { verdict: 'recognised', what, adds };
}

/** Something takes uv from its own image. */
export const HAS_UV = recognised('installer: base-builder has uv');

/** What needs no option, since the new image has or needs nothing of it. */
export function aside(what: string): Part {
  return { verdict: 'recognised', what, isAside: true };
}

/** This goes into the new file as it is written. */
export function carried(what: string, adds: Adds): Part {
  return { verdict: 'carried', what, adds };
}

/** Nobody knows what this is for. */
export function left(what: string, next: string): Part {
  return { verdict: 'left', what, next };
}

/** Words of a text with what ENV and ARG have set so far; undefined where a variable is not known. */
export function expanded(text: string, { env }: Pick<StageState, 'env'>): string | undefined {
  let isKnown = true;
  const result = text.replace(
    /\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g,
    (_, long, otherwise, short) => {
      const value = env.get(long ?? short) ?? otherwise;
      if (value === undefined) isKnown = false;
      return value ?? '';
    },
  );
  return isKnown && !result.includes('$') ? result : undefined;
}
