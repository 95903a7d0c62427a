import { posix } from 'node:path';
import { type Move, moved, nearestMove } from './moves';

/** What files of a project may say of the old image, and the new one has elsewhere. */
export interface OldImage {
  /** Files of the project that the new image has, relative to its folder. */
  readonly files: readonly string[];
  readonly moves: readonly Move[];
  /** Folders that hold packages or installers, absolute. */
  readonly environments: readonly string[];
}

/** Words of a file that meant something in the old image, and do not in the new one. */
export interface OldWords {
  /** Relative to the project's folder. */
  readonly file: string;
  /** Line, counted from 1. */
  readonly line: number;
  readonly words: string;
  /** What the new image has instead. */
  readonly now: string;
}

/** Files that name other files of an image: scripts, settings and code. */
export function mayNamePaths(file: string): boolean {
  const name = posix.basename(file);
  // These run outside of the image.
  if (/^\.?(?:Dockerfile|Containerfile|Makefile|LICENSE)|compose.*\.ya?ml$/i.test(name))
    return false;
  return (
    /\.(?:py|sh|bash|ini|cfg|conf|toml|ya?ml|json|env|service)$/.test(name) || /^[\w-]+$/.test(name)
  );
}

/**
 * Finds absolute paths of code that lies elsewhere in the new image, programs of the old environment, and calls of
 * `uv run` and `poetry run`, which no new image has. Each is found once a file.
 *
 * @param texts by path, relative to the project's folder
 */
export function oldWords(texts: ReadonlyMap<string, string>, image: OldImage): readonly OldWords[] {
  return [...texts].flatMap(([file, text]) => {
    const found = text
      .split('\n')
      .flatMap((line, index) =>
        isComment(line)
          ? []
          : ofLine(line, file, image).map((each) => ({ ...each, line: index + 1 })),
      );
    return found.filter(
      (each, index) => found.findIndex(({ words }) => words === each.words) === index,
    );
  });
}

function isComment(line: string): boolean {
  return /^\s*(?:#(?!!)|;|\/\/)/.test(line);
}

function ofLine(line: string, file: string, image: OldImage): readonly Omit<OldWords, 'line'>[] {
  const isPython = file.endsWith('.py');
  const paths = [...line.matchAll(PATH)].flatMap(([path]) => {
    const now =
      (isPython ? undefined : ofEnvironment(path, image)) ?? ofCode(path, isPython, image);
    return now === undefined ? [] : [{ file, words: path, now }];
  });
  const runner = isPython ? undefined : RUNNER.exec(line)?.[1];
  return runner === undefined
    ? paths
    : [...paths, { file, words: `${runner} run`, now: 'the program alone' }];
}

/** An absolute path of at least one folder, no part of an address. */
const PATH = /(?<![\w./@%+~$}-])\/[\w.@%+-]+(?:\/[\w.@%+-]+)*/g;

const RUNNER = /(?:^|[\s"'`(;&|])(uv|poetry) run\s/;

function ofEnvironment(path: string, { environments }: OldImage): string | undefined {
  const folder = environments.find((each) => path === each || path.startsWith(`${each}/`));
  const venv = folder ?? /^.*\/\.?venv(?=\/|$)/.exec(path)?.[0];
  if (venv === undefined || /^\/(?:venv|usr(?:\/local)?)$/.test(venv)) return undefined;
  return posix.join('/venv', path.slice(venv.length));
}

/** Code may hold paths of other kinds, such as routes: one folder alone proves nothing there. */
function ofCode(path: string, isPython: boolean, { moves, files }: OldImage): string | undefined {
  const now = moved(path, moves);
  if (now === path) return undefined;
  const from = nearestMove(path, moves)?.from ?? '/';
  const [below] = posix.relative(from, path).split('/');
  const isKnown =
    !isPython || from.split('/').length > 2 || files.some((file) => file.split('/')[0] === below);
  return isKnown ? now : undefined;
}
