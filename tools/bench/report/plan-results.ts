import { collectRows, type Measurement } from './collect-rows.ts';
import { median } from './median.ts';
import { planRatios } from './plan-ratios.ts';
import type { Results } from './results.ts';

/** Sums measurements up. */
export function planResults(
  measurements: readonly Measurement[],
  facts: Omit<Results, 'rows' | 'ratios'>,
): Results {
  const rows = collectRows(measurements);
  return {
    ...facts,
    rows: rows.map((row) => ({
      ...row,
      ...(row.wallSeconds.length > 0 && { medianSeconds: median(row.wallSeconds) }),
    })),
    ratios: planRatios(rows, facts.of),
  };
}
