import { readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { byName } from '../../bake/by-name';
import type { ContextRead } from '../../bake/keys/context-read';
import {
  type IgnoreMatcher,
  type IgnoreState,
  ignoreMatcher,
} from '../../dockerfile/patterns/ignore-matcher';
import { isPattern, namePattern } from '../../dockerfile/patterns/path-pattern';
import type { KeyProblem } from '../../problems/kinds/dockerfiles/key-problem';
import type { BuiltFiles } from '../cache/built-files';
import { sha256 } from '../cache/sha256';
import { type ContextFiles, contextFiles, type FileStamp } from './context-files';
import { LINKS_FOLLOWED } from './follow-links';

/** Reads parts of build contexts. What changes meanwhile is seen as it was first. */
export interface ContextReader {
  /** Digest of what is read: paths within the context, modes and contents; or why it cannot be read. */
  readonly digest: (read: ContextRead) => string | KeyProblem;
  /**
   * Digest of the same, and of when the files were written: another one after a change that was taken back. Of
   * files that were read already it says what they were then.
   */
  readonly state: (read: ContextRead) => string | KeyProblem;
  /** Text of a file, which is stamped like those of contexts; undefined for one that is not there. */
  readonly text: (file: string) => string | undefined;
  /** Stamps of all files that were read so far, by absolute path. */
  readonly stamps: ReadonlyMap<string, FileStamp>;
}

/**
 * Digests parts of build contexts as BuildKit takes them: what the ignore file lets in, links not
 * followed but where the source itself leads through one. Where a source matches nothing the whole context counts.
 *
 * @param workspaceRoot absolute; files are named relative to it in problems
 * @param isUnseen whether the engine may not have noticed that a file is another one
 */
export function contextReader(
  workspaceRoot: string,
  isUnseen: BuiltFiles['isUnseen'] = () => false,
): ContextReader {
  const files = contextFiles();
  const matchers = new Map<string, IgnoreMatcher>();
  const matcherOf = (text: string): IgnoreMatcher => {
    const matcher = matchers.get(text) ?? ignoreMatcher(text);
    matchers.set(text, matcher);
    return matcher;
  };
  const readText = (file: string): string | undefined => {
    try {
      // Stamped, so that a change that is taken back is noticed as well.
      files.digest(file);
      return readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  };
  const entriesOf = ({ folder, source, ignore }: ContextRead): Entries | KeyProblem => {
    const text = 'text' in ignore ? ignore.text : (firstOf(ignore.files, readText) ?? '');
    const scope = { files, matcher: matcherOf(text) };
    try {
      const root = files.realPath(folder);
      const found = readSource(root, source, scope);
      return found.size > 0 ? found : readSource(root, '.', scope);
    } catch (error) {
      const { path = folder, message } = error as NodeJS.ErrnoException;
      const file = relative(workspaceRoot, path);
      return { kind: 'key-source-unreadable', file, detail: message };
    }
  };
  return {
    text: readText,
    stamps: files.stamps,
    digest(read) {
      const entries = entriesOf(read);
      return 'kind' in entries ? entries : digestOf(entries);
    },
    state(read) {
      const entries = entriesOf(read);
      if ('kind' in entries) return entries;
      const places = 'files' in read.ignore ? read.ignore.files : [];
      const paths = [...entries.keys()].map((path) => join(files.realPath(read.folder), path));
      const stamps = [...places, ...paths].map((path) => [path, files.stamps.get(path)] as const);
      const unseen = stamps.find(([path, stamp]) => stamp && isUnseen(path, stamp));
      if (unseen) return { kind: 'key-edit-unseen', file: relative(workspaceRoot, unseen[0]) };
      const states = stamps.map(([, stamp]) => stamp?.state ?? '');
      return sha256(JSON.stringify([digestOf(entries), states]));
    },
  };
}

/** Mode and digest by path within a context. */
type Entries = ReadonlyMap<string, readonly [mode: string, digest: string]>;

function digestOf(entries: Entries): string {
  return sha256(JSON.stringify([...entries].sort(byName)));
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

/** All that a source names; nothing for one that matches nothing. */
function readSource(folder: string, source: string, { files, matcher }: Scope): Entries {
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
    // BuildKit copies a folder also where nothing is in it, and one that is kept out for what is let in below.
    const isLeftOut = entries.size === before && spot.state.isIgnored;
    // Of the context's root itself nothing is sent.
    if (isLeftOut || spot.path === '') return;
    const { mode } = files.folder(at(spot));
    entries.set(spot.path, [mode, '']);
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
  return entries;
}

/** A name that holds a wildcard may be any of those in its folder. */
function namesLike(
  pattern: string,
  list: () => readonly { readonly name: string }[],
): readonly string[] {
  if (!isPattern(pattern)) return [pattern];
  const names = list().map(({ name }) => name);
  return names.filter(namePattern(pattern));
}

function firstOf(
  candidates: readonly string[],
  read: (file: string) => string | undefined,
): string | undefined {
  for (const file of candidates) {
    const text = read(file);
    if (text !== undefined) return text;
  }
  return undefined;
}
