import { posix } from 'node:path';
import { UNBUILT_FOLDERS } from '../../python/wheels/wheel-entries';
import type { WheelModule } from '../../python/wheels/wheel-modules';
import type { AdoptionFacts } from './adoption';
import { isMetadata } from './is-metadata';
import type { CodeCopy } from './part';

/** An instruction of the new file that takes files. */
export interface CarriedCopy {
  readonly text: string;
  /** Line of the old instruction: a later one may write the same file again. */
  readonly line: number;
}

/** How the code of the project comes into the new image. */
export interface PlannedCode {
  readonly sources: readonly string[];
  readonly files: readonly string[];
  /** COPY and ADD for what lies elsewhere, and what the instruction changes. */
  readonly copies: readonly CarriedCopy[];
  readonly workdir?: string;
  /** The old working directory, if it moves with the code. */
  readonly movedFrom?: string;
  /** What became of each instruction that took files, by its line. */
  readonly became: ReadonlyMap<number, string>;
}

/** What of a project's own folder no image needs when it runs. */
const DEVELOPMENT =
  /^(tests?|docs?|\.[^/]*|Dockerfile.*|.*\.[Dd]ockerfile(\.dockerignore)?|Containerfile.*|.*compose.*\.ya?ml|Makefile|justfile|Taskfile.*|tox\.ini|noxfile\.py|mypy\.ini|pytest\.ini|ruff\.toml|project\.json|package\.json|CHANGELOG.*|CONTRIBUTING.*|Jenkinsfile|conftest\.py)$/i;

/**
 * Plans options for what an image took out of its context. Code that is not installed is put on the import path; with
 * its folder the working directory moves, so that everything stays beside each other.
 *
 * @param isInstalled whether the image has the project's wheel
 * @param place where the image works; absent if no instruction says so
 */
export function planCode(
  copies: readonly CodeCopy[],
  facts: AdoptionFacts,
  { isInstalled, place }: { readonly isInstalled: boolean; readonly place?: string },
): PlannedCode {
  const entries = copies.flatMap((copy) =>
    copy.source === '.' ? topEntries(copy, facts) : [{ ...copy, isWhole: false }],
  );
  const needed = entries.filter((entry) => !isMetadata(entry.source) && !isLeft(entry));
  const code = needed.filter((entry) =>
    isInstalled ? isPackaged(entry.source, facts.packages) : isSource(entry, facts, place),
  );
  const rest = needed.filter((entry) => !code.includes(entry));
  const roots = isInstalled ? [] : code.map((entry) => importRoot(entry, facts));
  const workdir = place !== undefined && roots.includes(place) ? '/app' : place;
  const isBeside = ({ source, target, changes }: Entry): boolean =>
    changes.length === 0 &&
    target === posix.join(place ?? '/', source) &&
    !UNBUILT_FOLDERS.includes(source.split('/')[0] ?? '');
  const groups: readonly (readonly [string, readonly Entry[]])[] = [
    [isInstalled ? 'in the wheel: ' : '--sources=', code],
    ['--files=', rest.filter(isBeside)],
    ['copied where they were: ', rest.filter((entry) => !isBeside(entry))],
    ['without ', entries.filter((entry) => !isMetadata(entry.source) && isLeft(entry))],
    ['for installing: ', entries.filter((entry) => !entry.isWhole && isMetadata(entry.source))],
  ];
  return {
    sources: isInstalled ? [] : unique(code.map(({ source }) => source)),
    files: unique(rest.filter(isBeside).map(({ source }) => source)),
    copies: rest
      .filter((entry) => !isBeside(entry))
      .map(({ carried, line }) => ({ text: carried, line })),
    ...(workdir !== undefined && { workdir }),
    ...(workdir !== place && { movedFrom: place }),
    became: byLine(groups),
  };
}

function isLeft({ source, isWhole }: Entry): boolean {
  return isWhole && DEVELOPMENT.test(source);
}

function byLine(
  groups: readonly (readonly [string, readonly Entry[]])[],
): ReadonlyMap<number, string> {
  const lines = new Set(groups.flatMap(([, entries]) => entries.map(({ line }) => line)));
  return new Map(
    [...lines].map((line) => {
      const words = groups.flatMap(([title, entries]) => {
        const names = unique(
          entries.filter((each) => each.line === line).map(({ source }) => source),
        );
        return names.length === 0
          ? []
          : [`${title}${names.join(title.endsWith('=') ? ',' : ', ')}`];
      });
      return [line, words.join('; ')];
    }),
  );
}

interface Entry extends CodeCopy {
  /** It came with the whole folder. */
  readonly isWhole: boolean;
}

/** What lies in the project's folder, each as if it was copied by itself. */
function topEntries(
  { target, line, changes }: CodeCopy,
  { dir, files }: AdoptionFacts,
): readonly Entry[] {
  // Patterns of --exclude begin in the folder that is copied.
  const own = changes.filter((flag) => !flag.startsWith('--exclude='));
  const flags = own.map((flag) => `${flag} `).join('');
  const names = unique(files.map((file) => file.split('/')[0] ?? ''));
  return names.map((name) => {
    const end = files.includes(name) ? '' : '/';
    const place = posix.join(target, name);
    return {
      ...{ source: name, target: place, isWhole: true, line, changes: own },
      carried: `COPY ${flags}${posix.join(dir, name)}${end} ${place}${end}`,
    };
  });
}

/** Whether a path is a module of the wheel, holds one, or lies in one. */
function isPackaged(source: string, packages: readonly WheelModule[]): boolean {
  return packages.some(
    ({ path }) =>
      path === source ||
      source === `${path}.py` ||
      path.startsWith(`${source}/`) ||
      source.startsWith(`${path}/`),
  );
}

/** Whether a folder holds modules that are imported by their names there. */
function isSource(entry: Entry, facts: AdoptionFacts, place: string | undefined): boolean {
  const { source, target } = entry;
  const { files } = facts;
  if (files.includes(source)) return false;
  if (files.includes(`${source}/__init__.py`)) {
    // A package that gets another name is imported by that.
    return posix.basename(target) === posix.basename(source);
  }
  const holdsModules = files.some(
    (file) =>
      file.startsWith(`${source}/`) &&
      /^[^/]+(\/__init__)?\.py$/.test(file.slice(source.length + 1)),
  );
  // What is below the working directory under its own name may be imported with it.
  return holdsModules && (source.split('/').at(-1) === 'src' || target === place);
}

function importRoot({ source, target }: Entry, { files }: AdoptionFacts): string {
  return files.includes(`${source}/__init__.py`) ? posix.dirname(target) : target;
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort();
}
