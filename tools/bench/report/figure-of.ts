import { isStale } from '../measure/is-stale.ts';
import type { Row } from './collect-rows.ts';
import { median } from './median.ts';

/**
 * The number that a row is compared by: bytes where it has some, else the median of its seconds.
 * Undefined where the job was not done.
 */
export function figureOf(row: Row): number | undefined {
  return isStale(row) ? undefined : (row.distinctBytes ?? median(row.wallSeconds));
}
