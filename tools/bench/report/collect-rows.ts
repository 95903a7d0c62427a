import type { ProofSeconds } from '../calls/proof-seconds.ts';
import { type Measured, type Metric, metrics } from '../case.ts';

/** What was measured of one contender in one case, of every run, in order; empty where a case is not about it. */
export type Row = {
  readonly case: string;
  readonly contender: string;
} & { readonly [metric in Metric]: readonly number[] } & Pick<
    Measured,
    'distinctBytes' | 'emulatedSteps' | 'sharedBytes' | 'pulledBytes' | 'plan'
  > & {
    /** Of every run of a case that proves an upgrade; absent for others. */
    readonly proofs?: readonly ProofSeconds[];
  };

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
    const {
      distinctBytes,
      emulatedSteps = row?.emulatedSteps,
      sharedBytes = row?.sharedBytes,
      pulledBytes = row?.pulledBytes,
      proof,
      plan,
    } = measured;
    const proofs = [...(row?.proofs ?? []), ...(proof ? [proof] : [])];
    rows.set(key, {
      ...{ case: name, contender },
      ...(Object.fromEntries(numbers) as Record<Metric, readonly number[]>),
      ...(distinctBytes !== undefined && { distinctBytes }),
      ...(emulatedSteps !== undefined && { emulatedSteps }),
      ...(sharedBytes !== undefined && { sharedBytes }),
      ...(pulledBytes !== undefined && { pulledBytes }),
      ...(proofs.length > 0 && { proofs }),
      ...(plan !== undefined && { plan }),
    });
  }
  return [...rows.values()];
}
