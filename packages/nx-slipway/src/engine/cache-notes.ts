import type { Problem } from '../problems/problem';
import type { BuildLog, Step } from './build-log';

/** Whether a step reads or writes a cache beside the builder; nothing that is built hangs on it. */
export function isCacheStep({ text }: Pick<Step, 'text'>): boolean {
  return /^(importing|exporting) (cache\b|.* cache$)/i.test(text);
}

/**
 * What of caches failed, each message once. That one has nothing yet is no failure: so it is before the
 * first build of every image.
 */
export function cacheNotes(logs: readonly BuildLog[]): readonly Problem[] {
  const failed = logs
    .flatMap((log) => log.steps())
    .filter((step) => isCacheStep(step) && step.outcome === 'failed');
  const said = failed.flatMap(({ text, error = '' }): [string, Problem][] =>
    isNotFound(error)
      ? []
      : [
          [
            error,
            {
              kind: 'cache-unreachable',
              direction: text.startsWith('importing') ? 'read' : 'written',
              detail: error,
            },
          ],
        ],
  );
  return [...new Map(said).values()];
}

function isNotFound(error: string): boolean {
  return /: not found$|manifest unknown|name unknown|NoSuchKey|does not exist/i.test(error);
}
