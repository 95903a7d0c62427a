import type { Subject } from './subject.ts';

/** One thing to measure of every contender. */
export type Case = {
  /** As `--case` and results have it: `noop`. */
  readonly name: string;
  /** Measured once of each contender, whatever `--runs` says: it does not vary. */
  readonly isOnce?: boolean;
  /** Empties the engine's build cache, which only an engine of the bench's own may be done to unasked. */
  readonly isDestructive?: boolean;
  /** Brings a contender to where the case starts, and measures. @param run from 0 */
  readonly measure: (subject: Subject, run: number) => Promise<Measured>;
};

/** What was measured once. */
export type Measured = {
  /** Absent where the case is not about time. */
  readonly build?: {
    readonly wallSeconds: number;
    readonly runSteps: number;
    readonly engineCalls: number;
  };
  readonly distinctBytes?: number;
};
