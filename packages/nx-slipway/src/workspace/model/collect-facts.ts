import { posix } from 'node:path';
import { nestedPath } from '../../python/pip/requirements-sets';
import { type FileFacts, readFileFacts } from './file-facts';

/** What one file said, and the hash of the content that said it. */
export interface CachedFacts {
  readonly hash: string;
  readonly facts: FileFacts;
}

/** By path relative to the workspace root. */
export type FactCache = ReadonlyMap<string, CachedFacts>;

/** The facts of a set of files. */
export interface CollectedFacts {
  /** By path relative to the workspace root; without the files that could not be read. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  /** What is to be cached from now on. */
  readonly cache: FactCache;
  /** Whether `cache` differs from the cache that was given. */
  readonly isChanged: boolean;
}

/**
 * The facts of files, taken from a cache as far as their hashes allow. Of requirements files those beside
 * a pyproject count, and with them what they name by `-r` and `-c`.
 *
 * @param files paths relative to the workspace root
 * @param hashes content hashes of all files of the workspace; a file without one is read each time
 * @param read the text of a file; it may throw, since a file may be gone by now
 */
export function collectFacts(
  files: Iterable<string>,
  hashes: ReadonlyMap<string, string>,
  cached: FactCache,
  read: (file: string) => string,
): CollectedFacts {
  const valid = [...cached].filter(([file, { hash }]) => hashes.get(file) === hash);
  const cache = new Map<string, CachedFacts>(valid);
  const facts = new Map<string, FileFacts>();
  let isChanged = cache.size !== cached.size;
  // What is found on the way joins the end.
  const all = withoutStray([...files]);
  for (const file of all) {
    const hash = hashes.get(file);
    const found = cache.get(file)?.facts ?? readFileFacts(file, read);
    if (!found) continue;
    facts.set(file, found);
    for (const nested of nestedFiles(found)) all.add(nested);
    if (hash === undefined || cache.has(file)) continue;
    cache.set(file, { hash, facts: found });
    isChanged = true;
  }
  return { facts, cache, isChanged };
}

function withoutStray(files: readonly string[]): Set<string> {
  const given = new Set(files);
  const isStray = (file: string) =>
    file.endsWith('.txt') && !given.has(posix.join(posix.dirname(file), 'pyproject.toml'));
  return new Set(files.filter((file) => !isStray(file)));
}

/** Within the workspace. */
function nestedFiles(facts: FileFacts): readonly string[] {
  if (facts.kind !== 'requirements') return [];
  const { file, lines } = facts.requirements;
  return lines
    .flatMap((line) => (line.kind === 'file' ? nestedPath(file, line.path) : []))
    .filter((path) => !/^\.\.\/|^\/|:\/\/|\.(toml|json)$/.test(path));
}
