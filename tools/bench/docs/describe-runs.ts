import type { Results } from '../report/results.ts';

/** How often times were taken, by turns: cases that were measured apart may differ in it. */
export function describeRuns({ rows }: Pick<Results, 'rows'>): string {
  const counts = rows.map(({ wallSeconds }) => wallSeconds.length).filter((count) => count > 0);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (most <= 1) {
    return 'One run';
  }
  return `Median of ${least === most ? most : `${least} to ${most}`} runs`;
}
