import { posix } from 'node:path';
import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { isPattern } from '../../dockerfile/patterns/path-pattern';
import { namedPaths, readTarget } from '../../dockerfile/read-target';
import { finalStages } from '../../dockerfile/stages/final-stages';
import { reachableStages } from '../../dockerfile/stages/reachable-stages';
import type { Place } from '../../problems/place';

/** A path that an instruction takes out of the build context by name. */
export interface ContextSource {
  /** Relative to the context's root, with Go's wildcards; never the root itself. */
  readonly path: string;
  /** The instruction; without a line where variables hide the path. */
  readonly place: Place;
}

/**
 * Returns the paths that `COPY`, `ADD` and bind mounts of stages take out of the build context, as BuildKit reads
 * them, sorted. What takes the whole context takes whatever is in it and names nothing. Nothing is known of a stage
 * that BuildKit refuses, or where the environment of a base may be part of a path.
 *
 * @param targets stages that are built; without them all stages of the file
 * @param replaced stages that named contexts stand for
 */
export function contextSources(
  dockerfile: Dockerfile,
  targets: readonly Stage[] = finalStages(dockerfile),
  replaced: readonly string[] = [],
): readonly ContextSource[] {
  const found = targets.flatMap((target): [string, Place][] => {
    const paths = namedPaths(readTarget(dockerfile, target, replaced));
    const stages = reachableStages(dockerfile, target);
    return paths.map((path) => [path, placeOf(path, stages, dockerfile)]);
  });
  return [...new Map(found)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, place]) => ({ path, place }));
}

/** A path up to its first part with a wildcard; empty where that is the first one. */
export function literalPart(path: string): string {
  const parts = path.split('/');
  const end = parts.findIndex(isPattern);
  return end < 0 ? path : parts.slice(0, end).join('/');
}

/** The instruction that names a path. */
function placeOf(path: string, stages: readonly Stage[], { file }: Dockerfile): Place {
  const named = stages
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => ['COPY', 'ADD', 'RUN'].includes(keyword))
    .find(({ text }) => text.split(/[\s,"[\]]+/).some((word) => pathOf(word) === path));
  return { file, ...(named && { line: named.line }) };
}

/** A word of an instruction, or the value of a mount's field, as BuildKit cleans it. */
function pathOf(word: string): string {
  const value = word.replace(/^(source|src)=/, '');
  return posix.join('/', value).replace(/^\/|\/$/g, '');
}
