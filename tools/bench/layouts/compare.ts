import { median } from '../report/median.ts';
import type { Row, Timed } from './results.ts';

/** What both sides of a shape are compared by. */
export type Measure = 'bytes' | Timed;

/** What of the original's figure is to be reached; builds of everything may be slower by as much as runs differ. */
export const GOALS: Readonly<Record<Measure, number>> = {
  bytes: 0.9,
  uncached: 1.1,
  code: 0.5,
  dependency: 0.5,
};

/** Figures of both sides of one shape. */
export interface Comparison {
  readonly shape: string;
  readonly original: number;
  readonly slipway: number;
  /** Of nx-slipway, divided by the original's. */
  readonly ratio: number;
  /** How much nx-slipway's figure is above the goal; 0 where the goal is met. */
  readonly left: number;
}

/** Compares both sides of every shape that both were measured of. */
export function compare(rows: readonly Row[], measure: Measure): readonly Comparison[] {
  return rows.flatMap((row): readonly Comparison[] => {
    const other = rows.find(({ shape, side }) => shape === row.shape && side === 'nx-slipway');
    if (row.side !== 'original' || !other) return [];
    const [original, slipway] = [figure(row, measure), figure(other, measure)];
    const left = Math.max(0, slipway - GOALS[measure] * original);
    return [{ shape: row.shape, original, slipway, ratio: slipway / original, left }];
  });
}

function figure(row: Row, measure: Measure): number {
  return measure === 'bytes' ? row.bytes : median(row[measure]);
}
