import type { Problem } from '../../problems/problem';
import type { BuildLog, Step } from './build-log';

/** What S3 adds to the same failure of each request; the name of the request depends on a layer's size. */
const REQUEST_IDS = / RequestID: [^,]*, HostID: [^,]*,/g;
const REQUEST_NAME = /operation error S3: \w+/;

/** Whether a step reads or writes a cache beside the builder; no image depends on it. */
export function isCacheStep({ text }: Pick<Step, 'text'>): boolean {
  return /^(importing|exporting) (cache\b|.* cache$)/i.test(text);
}

/**
 * What of caches failed, each message once. That there is nothing to read yet is no failure: so it is before
 * the first build of every image. That there is nowhere to write is one: a bucket that does not exist.
 */
export function cacheNotes(logs: readonly BuildLog[]): readonly Problem[] {
  const failed = logs
    .flatMap((log) => log.steps())
    .filter((step) => isCacheStep(step) && step.outcome === 'failed');
  const notes = failed.flatMap(({ text, error = '' }): [string, Problem][] => {
    const direction = text.startsWith('importing') ? 'read' : 'written';
    const detail = error.replace(REQUEST_IDS, '');
    return direction === 'read' && isNotFound(detail)
      ? []
      : [[detail.replace(REQUEST_NAME, ''), { kind: 'cache-unreachable', direction, detail }]];
  });
  return [...new Map(notes).values()];
}

function isNotFound(error: string): boolean {
  return /: not found$|manifest unknown|name unknown|NoSuchKey|does not exist/i.test(error);
}
