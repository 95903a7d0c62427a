import type { Machine } from '../report/describe-machine.ts';
import type { Side } from './shape.ts';

/** What is timed, in the order of one run. */
export const timed = ['uncached', 'code', 'dependency'] as const;

export type Timed = (typeof timed)[number];

/** What one run of one side of a shape has found. */
export type Run = { readonly [name in Timed]: number } & {
  /** Of all layers of the image, unpacked. */
  readonly bytes: number;
};

/** What was measured of one side of a shape; times in seconds, one for each run. */
export type Row = {
  readonly shape: string;
  readonly seed: string;
  readonly side: Side;
  /** Of the last run; it does not vary. */
  readonly bytes: number;
} & { readonly [name in Timed]: readonly number[] };

/** All figures, as `results/layouts.json` has them. */
export interface Results {
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

/** Rows with one more run of a side of a shape. */
export function addRun(
  rows: readonly Row[],
  { shape, seed, side }: Pick<Row, 'shape' | 'seed' | 'side'>,
  { bytes, ...times }: Run,
): readonly Row[] {
  const isThis = (row: Row) => row.shape === shape && row.side === side;
  const before = rows.find(isThis);
  const all = (name: Timed): readonly number[] => [...(before?.[name] ?? []), times[name]];
  const row: Row = {
    ...{ shape, seed, side, bytes },
    ...{ uncached: all('uncached'), code: all('code'), dependency: all('dependency') },
  };
  return before ? rows.map((each) => (isThis(each) ? row : each)) : [...rows, row];
}
