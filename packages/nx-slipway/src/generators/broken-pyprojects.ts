import { posix } from 'node:path';
import type { Problem } from '../problems/problem';

/** Kinds after which a pyproject, or what it needs, is missing from the model of the workspace. */
const BREAKING: ReadonlySet<string> = new Set<Problem['kind']>([
  'toml-broken',
  'toml-1-1',
  'local-dependency-missing',
]);

/**
 * Problems on account of which nothing true can be said of the given folders: those of the pyprojects
 * in them, and in the folders they lie in, where their workspace is declared.
 */
export function brokenPyprojects(
  folders: readonly string[],
  problems: readonly Problem[],
): readonly Problem[] {
  return problems.filter((problem) => {
    if (!BREAKING.has(problem.kind) || !('place' in problem)) return false;
    const home = posix.dirname(problem.place.file);
    const isRoot = home === '.';
    return folders.some(
      (folder) => folder === home || (isToml(problem) && (isRoot || folder.startsWith(`${home}/`))),
    );
  });
}

/** A file that cannot be read may have declared anything; a missing dependency is one project's own. */
function isToml({ kind }: Problem): boolean {
  return kind !== 'local-dependency-missing';
}
