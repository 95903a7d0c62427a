import { type Measured, type Metric, metrics } from '../case.ts';

/** What was measured of one contender in one case, of every run, in order; empty where a case is not about it. */
export type Row = {
  readonly case: string;
  readonly contender: string;
} & { readonly [metric in Metric]: readonly number[] } & Pick<
    Measured,
    'distinctBytes' | 'pulledBytes'
  >;

/** One measurement that was made. */
export interface Measurement {
  readonly case: string;
  readonly contender: string;
  readonly measured: Measured;
}

/** Collects measurements into a row for each case and contender, in the order of the first of each. */
export function collectRows(measurements: readonly Measurement[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { case: name, contender, measured } of measurements) {
    const key = `${name} ${contender}`;
    const row = rows.get(key);
    const numbers = metrics.map((metric) => [
      metric,
      [...(row?.[metric] ?? []), ...(measured[metric] === undefined ? [] : [measured[metric]])],
    ]);
    const { distinctBytes, pulledBytes = row?.pulledBytes } = measured;
    rows.set(key, {
      ...{ case: name, contender },
      ...(Object.fromEntries(numbers) as Record<Metric, readonly number[]>),
      ...(distinctBytes !== undefined && { distinctBytes }),
      ...(pulledBytes !== undefined && { pulledBytes }),
    });
  }
  return [...rows.values()];
}
