import { posix } from 'node:path';
import { ANY, type GlobToken, globMatcher, literal } from './glob';
import { unclosedBracket } from './path-pattern';

/** What the patterns say of one path, and of what lies below it. */
export interface IgnoreState {
  readonly isIgnored: boolean;
  /** For each pattern whether it matches the path or a folder above it. */
  readonly matched: readonly boolean[];
}

/** Which files of a build context its ignore file keeps out. */
export interface IgnoreMatcher {
  /** Of the context's root. */
  readonly root: IgnoreState;
  /** @param path relative to the context's root @param folder what was said of the folder it lies in */
  readonly test: (path: string, folder: IgnoreState) => IgnoreState;
  /** Whether anything below an ignored folder may be let in again. */
  readonly mayHoldMore: (folder: string) => boolean;
}

interface Pattern {
  readonly isException: boolean;
  readonly matches: (path: string) => boolean;
  /** Everything that the pattern matches begins with it. */
  readonly literal?: string;
}

/**
 * Reads an ignore file as BuildKit does. The last pattern that matches a path or a folder above it
 * decides, with one odd exception of BuildKit's own: a pattern that could change nothing about a folder
 * is not asked, and so does not count for what lies below it.
 *
 * Rules: `ReadAll` of `moby/patternmatcher/ignorefile`, `MatchesUsingParentResults` and `compile` of
 * `moby/patternmatcher`, and `filterFS.Walk` of `tonistiigi/fsutil`.
 */
export function ignoreMatcher(text: string): IgnoreMatcher {
  const patterns = ignoreLines(text).map(parsePattern);
  const exceptions = patterns.filter(({ isException }) => isException);
  return {
    root: { isIgnored: false, matched: patterns.map(() => false) },
    test(path, folder) {
      let isIgnored = false;
      const matched = patterns.map((pattern, index) => {
        const doesMatch =
          folder.matched[index] === true ||
          (pattern.isException === isIgnored && pattern.matches(path));
        if (doesMatch) isIgnored = !pattern.isException;
        return doesMatch;
      });
      return { isIgnored, matched };
    },
    mayHoldMore: (folder) =>
      exceptions.some(({ literal }) => literal === undefined || literal.startsWith(`${folder}/`)),
  };
}

/** What an ignore file says of a path relative to the context's root, by what it says of the folders above. */
export function stateOf(matcher: IgnoreMatcher, path: string): IgnoreState {
  const parts = path.split('/');
  return parts.reduce(
    (folder, _, index) => matcher.test(parts.slice(0, index + 1).join('/'), folder),
    matcher.root,
  );
}

/** Whether nothing of a path is in the context: BuildKit then says that it is not found. */
export function isLeftOut(matcher: IgnoreMatcher, path: string): boolean {
  return stateOf(matcher, path).isIgnored && !matcher.mayHoldMore(path);
}

/** A line of an ignore file that says something. */
export interface IgnoreLine {
  /** The pattern, without the mark of an exception. */
  readonly written: string;
  readonly isException: boolean;
}

/** Returns the lines of an ignore file, without comments and empty ones. */
export function ignoreLines(text: string): readonly IgnoreLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line): readonly IgnoreLine[] => {
      const trimmed = line.startsWith('#') ? '' : line.trim();
      const isException = trimmed.startsWith('!');
      const written = isException ? trimmed.slice(1).trim() : trimmed;
      return written === '' ? [] : [{ written, isException }];
    });
}

function parsePattern({ written, isException }: IgnoreLine): Pattern {
  const cleaned = posix.normalize(written).replace(/(?<=.)\/$/, '');
  const path = cleaned.length > 1 ? cleaned.replace(/^\//, '') : cleaned;
  const isLiteral = !/[*?[\]\\]/.test(path);
  return {
    isException,
    matches: isLiteral ? (each) => each === path : matcherOf(path),
    ...(isLiteral && { literal: path }),
  };
}

/** `**` is any number of folders, `*` and `?` stay within one. */
function matcherOf(pattern: string): (path: string) => boolean {
  const [, end] = /^\*\*(\/?[^*?[\]\\]*)$/.exec(pattern) ?? [];
  if (end !== undefined) {
    return (path) => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1));
  }
  if (unclosedBracket(pattern) < pattern.length) return () => false;
  const parts = Array.from(pattern.matchAll(TOKEN), ([token]) => token);
  const tokens = parts.map((token, index): GlobToken | undefined => {
    if (token.startsWith('**')) {
      // With nothing after it, it accepts all that is below.
      return { kind: index === parts.length - 1 ? 'rest' : 'folders' };
    }
    if (token === '*') return { kind: 'name' };
    if (token === '?') return ANY;
    if (token.startsWith('[')) return characterClass(token);
    return literal(token.length > 1 ? token.slice(1) : token);
  });
  // BuildKit refuses the pattern, and fails the build for it.
  if (!tokens.every((token) => token !== undefined)) return () => false;
  return globMatcher(tokens);
}

/** Undefined for one that is not valid, such as `[z-a]`. */
function characterClass(token: string): GlobToken | undefined {
  try {
    const regexp = new RegExp(`^${token}$`, 's');
    return { kind: 'one', takes: (character) => regexp.test(character) };
  } catch {
    return undefined;
  }
}

const TOKEN = /\*\*\/?|\*|\?|\[(?:\\.|[^\]\\])*\]|\\.|./gs;
