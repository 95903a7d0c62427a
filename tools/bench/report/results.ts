import type { Row } from './collect-rows.ts';
import type { Machine } from './describe-machine.ts';
import type { Ratios } from './plan-ratios.ts';

/** What a bench has found, as `results/peers.json` has it. */
export interface Results {
  readonly machine: Machine;
  /** Number of services of the workspace. */
  readonly services: number;
  /** What the contenders are, by name, in their order. */
  readonly contenders: Readonly<Record<string, string>>;
  /** What is timed, by case, in their order. */
  readonly cases: Readonly<Record<string, string>>;
  readonly rows: readonly ResultRow[];
  /** The contender whose figure is divided by the others'. */
  readonly of: string;
  /** The contender that builds nothing and shows what there is to pay anyway. */
  readonly baseline: string;
  readonly ratios: Ratios;
}

/** A row with the middle of its runs, where the case is about time. */
export interface ResultRow extends Row {
  readonly medianSeconds?: number;
}
