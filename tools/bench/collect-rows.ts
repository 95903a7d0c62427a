import type { Measured } from './case.ts';

/** What was measured of one contender in one case, a number for each run. */
export type Row = {
  readonly case: string;
  readonly contender: string;
  /** Of every run, in order; empty where the case is not about time. */
  readonly wallSeconds: readonly number[];
  /** RUN instructions that the engine executed. */
  readonly runSteps: readonly number[];
  /** Calls of the engine's client that build. */
  readonly engineCalls: readonly number[];
  readonly distinctBytes?: number;
};

/** One measurement that was made. */
export type Measurement = {
  readonly case: string;
  readonly contender: string;
  readonly measured: Measured;
};

/** Collects measurements into a row for each case and contender, in the order of the first of each. */
export const collectRows = (measurements: readonly Measurement[]): readonly Row[] => {
  const rows = new Map<string, Row>();
  for (const { case: name, contender, measured } of measurements) {
    const key = `${name} ${contender}`;
    const row = rows.get(key) ?? {
      ...{ case: name, contender },
      ...{ wallSeconds: [], runSteps: [], engineCalls: [] },
    };
    const { build, distinctBytes } = measured;
    rows.set(key, {
      ...row,
      ...(build && {
        wallSeconds: [...row.wallSeconds, build.wallSeconds],
        runSteps: [...row.runSteps, build.runSteps],
        engineCalls: [...row.engineCalls, build.engineCalls],
      }),
      ...(distinctBytes !== undefined && { distinctBytes }),
    });
  }
  return [...rows.values()];
};
