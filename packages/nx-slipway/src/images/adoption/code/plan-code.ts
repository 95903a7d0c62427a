import { posix } from 'node:path';
import { UNBUILT_FOLDERS } from '../../../python/wheels/wheel-entries';
import type { WheelModule } from '../../../python/wheels/wheel-modules';
import { APPLICATION } from '../../bindings/service-view';
import type { AdoptionFacts } from '../adoption';
import { isMetadata } from '../is-metadata';
import type { CodeCopy } from '../part';
import { type ImportPlaces, importRoot, isSource, withNamespaces } from './import-places';
import { isBelow } from './is-below';
import { movesOfSources, movesOfWheel } from './moved-paths';
import { type Move, moved } from './moves';

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
  /** Code that is elsewhere in the new image, and with it what lies in the old working directory if that moves. */
  readonly moves: readonly Move[];
  /** Folders of the old import path that hold code in the new image as well, because it stays where it was. */
  readonly importPaths: readonly string[];
  /** Files of the project that the new image has. */
  readonly taken: readonly string[];
  /** What became of each instruction that took files, by its line. */
  readonly became: ReadonlyMap<number, string>;
}

/** What of a project's own folder no image needs when it runs. */
const DEVELOPMENT =
  /^(tests?|docs?|\.[^/]*|Dockerfile.*|.*\.[Dd]ockerfile(\.dockerignore)?|Containerfile.*|.*compose.*\.ya?ml|Makefile|justfile|Taskfile.*|tox\.ini|noxfile\.py|mypy\.ini|pytest\.ini|ruff\.toml|project\.json|package(-lock)?\.json|nx\.json|node_modules|CHANGELOG.*|CONTRIBUTING.*|SECURITY.*|CODE_OF_CONDUCT.*|Jenkinsfile|conftest\.py)$/i;

/**
 * Plans options for what an image took out of its context. Code that is not installed is put on the import path; with
 * its folder the working directory moves, so that everything stays beside each other.
 *
 * @param places where the old image imports modules from
 * @param places.isInstalled whether the image has the project's wheel
 */
export function planCode(
  copies: readonly CodeCopy[],
  facts: AdoptionFacts,
  places: ImportPlaces & { readonly isInstalled: boolean },
): PlannedCode {
  const { isInstalled, place } = places;
  const all = copies.flatMap((copy) =>
    copy.source === '.' ? topEntries(copy, facts) : [{ ...copy, isWhole: false }],
  );
  const entries = all.filter(
    (entry, at) => !all.slice(at + 1).some((other) => isOver(other, entry)),
  );
  const isNamed = ({ source }: Entry): boolean => facts.named?.has(source) === true;
  const isUnused = (entry: Entry): boolean => !isNamed(entry) && isLeft(entry);
  const needed = entries.filter(
    (entry) => isNamed(entry) || (!isMetadata(entry.source) && !isLeft(entry)),
  );
  const files = withNamespaces(needed, facts.files, places);
  const code = needed.filter((entry) =>
    isInstalled ? isPackaged(entry.source, facts.packages) : isSource(entry, files, places),
  );
  const rest = needed.filter((entry) => !code.includes(entry));
  const roots = isInstalled ? [] : code.map((entry) => importRoot(entry, files));
  const workdir = place !== undefined && roots.includes(place) ? APPLICATION : place;
  const moves = [
    ...(isInstalled ? movesOfWheel(code, facts.packages) : movesOfSources(code, files)),
    ...(workdir !== undefined && workdir !== place && place !== '/'
      ? [{ from: place ?? '/', to: workdir }]
      : []),
  ];
  const isBeside = ({ source, target, changes }: Entry): boolean =>
    changes.length === 0 &&
    isThere(source, facts.files) &&
    target === posix.join(place ?? '/', source) &&
    !UNBUILT_FOLDERS.includes(source.split('/')[0] ?? '');
  const groups: readonly (readonly [string, readonly Entry[]])[] = [
    [isInstalled ? 'in the wheel: ' : '--sources=', code],
    ['--files=', rest.filter(isBeside)],
    ['copied where they were: ', rest.filter((entry) => !isBeside(entry))],
    ['without ', entries.filter((entry) => !isMetadata(entry.source) && isUnused(entry))],
    ['for installing: ', entries.filter((entry) => !entry.isWhole && isMetadata(entry.source))],
  ];
  return {
    sources: isInstalled ? [] : unique(code.map(({ source }) => source)),
    files: unique(rest.filter(isBeside).map(({ source }) => source)),
    copies: rest
      .filter((entry) => !isBeside(entry))
      .map(({ carried, target, line }) => ({ text: retargeted(carried, target, moves), line })),
    ...(workdir !== undefined && { workdir }),
    ...(workdir !== place && { movedFrom: place }),
    moves,
    importPaths: places.paths.filter(
      (path) =>
        rest.some((entry) => isBelow(entry.target, path) && holdsCode(entry, facts.files)) ||
        places.elsewhere.some((target) => isBelow(target, path)),
    ),
    taken: facts.files.filter((file) => needed.some(({ source }) => isBelow(file, source))),
    became: byLine(groups),
  };
}

/** Whether a later copy writes the same file, and one of them changes it. */
function isOver(later: Entry, { source, target, changes }: Entry): boolean {
  const isSame = later.source === source && later.target === target;
  return isSame && (later.changes.length === 0) !== (changes.length === 0);
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

/** Whether the project has it now: what is made before the build stays an instruction, which then fails as the old one. */
function isThere(source: string, files: readonly string[]): boolean {
  return files.some((file) => isBelow(file, source));
}

function holdsCode({ source }: Entry, files: readonly string[]): boolean {
  return files.some((file) => isBelow(file, source) && file.endsWith('.py'));
}

/** An instruction whose target moves with the code around it. */
function retargeted(text: string, target: string, moves: readonly Move[]): string {
  const place = moved(target, moves);
  return place === target
    ? text
    : text.replace(/\S+$/, (word) => (word.endsWith('/') ? `${place}/` : place));
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort();
}
