import { posix } from 'node:path';
import { namedSources } from './context-sources';
import type { Stage } from './dockerfile';

/** Something that is fetched, and whose content only fetching tells. */
export interface RemoteSource {
  readonly source: string;
  /** Line, counted from 1. */
  readonly line: number;
}

/** All that a set of stages takes from outside the images it is built on. */
export interface ContextReads {
  /** Paths relative to the context's root, wildcards included, sorted; `.` is the whole of it. */
  readonly sources: readonly string[];
  readonly remote: readonly RemoteSource[];
}

/**
 * What stages read of the build context, and never less: a name with a variable in it may be any, so it
 * counts as the whole context. As in BuildKit a path that leads out of the context ends at its root.
 * `ADD` of a URL or a repository is remote unless it names a checksum; with a variable it may be one.
 */
export function contextReads(stages: readonly Stage[]): ContextReads {
  const sources = new Set<string>();
  const remote: RemoteSource[] = [];
  for (const instruction of stages.flatMap((stage) => stage.instructions)) {
    const named = namedSources(instruction);
    for (const source of named.sources.filter((each) => !each.startsWith('<<'))) {
      const mayBeRemote =
        instruction.keyword === 'ADD' && /^\$|^["']?\$|:\/\/|^git@|^github\.com\//.test(source);
      if (!mayBeRemote) sources.add(withinContext(source));
      else if (!named.hasChecksum) remote.push({ source, line: instruction.line });
    }
  }
  return { sources: [...sources].sort(), remote };
}

function withinContext(source: string): string {
  if (source.includes('$')) return '.';
  const unquoted = source.replace(/^(["'])(.*)\1$/, '$2');
  return posix.normalize(`/${unquoted}`).replace(/\/+$/, '').slice(1) || '.';
}
