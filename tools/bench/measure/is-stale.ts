import type { Row } from '../report/collect-rows.ts';

/** Whether a contender left images as they were that had to become others: its time is no time for the job. */
export function isStale({ imagesChanged, imagesDue }: Row): boolean {
  return imagesChanged.some((changed, run) => changed < (imagesDue[run] ?? 0));
}
