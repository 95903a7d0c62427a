import { readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import picomatch from 'picomatch';
import type { ContextRead } from '../bake/context-read';
import { type IgnoreMatcher, type IgnoreState, ignoreMatcher } from '../dockerfile/ignore-matcher';
import type { KeyProblem } from '../problems/key-problem';
import { type ContextFiles, contextFiles } from './context-files';
import { sha256 } from './sha256';

/** Digest of what is read: paths within the context, modes and contents; or why there is none. */
export type ReadContext = (read: ContextRead) => string | KeyProblem;

/**
 * Digests parts of build contexts as BuildKit takes them: what the ignore file lets in, links not
 * followed but where the source itself leads through one. A source that is not there is an empty one.
 *
 * @param workspaceRoot absolute; files are named relative to it in problems
 */
export function contextReader(workspaceRoot: string): ReadContext {
  const files = contextFiles();
  const matchers = new Map<string, IgnoreMatcher>();
  const matcherOf = (text: string): IgnoreMatcher => {
    const matcher = matchers.get(text) ?? ignoreMatcher(text);
    matchers.set(text, matcher);
    return matcher;
  };
  return ({ folder, source, ignore }) => {
    const text = 'text' in ignore ? ignore.text : firstText(ignore.files);
    try {
      return digestSource(folder, source, { files, matcher: matcherOf(text) });
    } catch (error) {
      const { path = folder, message } = error as NodeJS.ErrnoException;
      const file = relative(workspaceRoot, path);
      return { kind: 'key-source-unreadable', file, detail: message };
    }
  };
}

interface Scope {
  readonly files: ContextFiles;
  readonly matcher: IgnoreMatcher;
}

/** Somewhere in a context: a path relative to its root, and what the ignore file says of it. */
interface Spot {
  readonly path: string;
  readonly state: IgnoreState;
}

/** As many links as Linux follows in one path. */
const LINKS_FOLLOWED = 40;

function digestSource(folder: string, source: string, { files, matcher }: Scope): string {
  const root: Spot = { path: '', state: matcher.root };
  const entries = new Map<string, readonly [mode: string, digest: string]>();
  const at = ({ path }: Spot): string => join(folder, path);
  const below = ({ path, state }: Spot, name: string): Spot => {
    const child = posix.join(path, name);
    return { path: child, state: matcher.test(child, state) };
  };
  const isClosed = ({ path, state }: Spot): boolean =>
    state.isIgnored && !matcher.mayHoldMore(path);

  const takeFile = (spot: Spot): void => {
    const file = spot.state.isIgnored ? undefined : files.digest(at(spot));
    if (file) entries.set(spot.path, [file.mode, file.digest]);
  };
  const takeFolder = (spot: Spot): void => {
    const before = entries.size;
    for (const entry of files.list(at(spot)) ?? []) {
      const child = below(spot, entry.name);
      if (!entry.isDirectory()) takeFile(child);
      else if (!isClosed(child)) takeFolder(child);
    }
    // BuildKit copies a folder also where nothing is in it.
    if (entries.size === before && !spot.state.isIgnored) entries.set(spot.path, ['040000', '']);
  };
  const take = (spot: Spot, names: readonly string[], links: number): void => {
    const [name, ...rest] = names;
    if (name === undefined || name === '**') {
      if (files.list(at(spot))) takeFolder(spot);
      else if (files.exists(at(spot))) takeFile(spot);
      return;
    }
    for (const each of namesLike(name, () => files.list(at(spot)) ?? [])) {
      const child = below(spot, each);
      const target = isClosed(child) ? undefined : files.linkTarget(at(child));
      if (target !== undefined && links < LINKS_FOLLOWED) {
        takeFile(child);
        const next = posix.resolve('/', spot.path, target).slice(1);
        take(root, [...next.split('/').filter(Boolean), ...rest], links + 1);
      } else if (!isClosed(child)) {
        take(child, rest, links);
      }
    }
  };
  take(root, source === '.' ? [] : source.split('/'), 0);
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify(sorted));
}

/** Wildcards are Go's `filepath.Match`; what stands in brackets may be any one. */
function namesLike(
  pattern: string,
  list: () => readonly { readonly name: string }[],
): readonly string[] {
  if (!/[*?[\\]/.test(pattern)) return [pattern];
  const isMatch = picomatch(pattern.replace(/\[[^\]]*\]/g, '?'), {
    dot: true,
    nobrace: true,
    noextglob: true,
    nonegate: true,
  });
  return list()
    .map(({ name }) => name)
    .filter((name) => isMatch(name));
}

/** Text of the first file that is there; nothing is ignored without any. */
function firstText(candidates: readonly string[]): string {
  for (const file of candidates) {
    try {
      return readFileSync(file, 'utf8');
    } catch {}
  }
  return '';
}
