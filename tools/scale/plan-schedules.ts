import { longestChains } from './longest-chain.ts';
import { repeatServices } from './repeat-services.ts';
import { type Schedule, simulate } from './simulate.ts';
import { closureOf, type Workload } from './workload.ts';

export interface FleetOptions {
  readonly services: number;
  /** Sizes of the fleets that are compared. */
  readonly nodes: readonly number[];
  /** Steps that a node runs at the same time. */
  readonly slots: number;
  /** Seconds from the end of a step on one node to its result on another. */
  readonly fetchSeconds: number;
}

/** Fleets of one size. */
export interface Row {
  readonly nodes: number;
  /** Nothing is cached anywhere at first; what one node has run the others fetch. */
  readonly cold: Schedule;
  /** The same, but nodes know nothing of each other. */
  readonly alone: Schedule;
  /** A line of code in every service: all else is in the cache. */
  readonly code: Schedule;
}

export interface Comparison {
  readonly services: number;
  /** Steps of the cold build, each once. */
  readonly steps: number;
  /** Seconds of all of them, one after the other. */
  readonly workSeconds: number;
  /** Seconds of the longest chain: no fleet is faster. */
  readonly criticalSeconds: number;
  readonly rows: readonly Row[];
}

/** What fleets of several sizes take for the measured services, repeated up to the number asked for. */
export function planSchedules(
  measured: Workload,
  { services, nodes, slots, fetchSeconds }: FleetOptions,
): Comparison {
  const workload = repeatServices(measured, services);
  const needed = closureOf(
    workload,
    workload.jobs.flatMap(({ results }) => results),
  );
  const steps = [...needed].flatMap((id) => workload.steps.get(id) ?? []);
  const cached = unchangedSteps(workload);
  return {
    services,
    steps: steps.length,
    workSeconds: steps.reduce((sum, { seconds }) => sum + seconds, 0),
    criticalSeconds: Math.max(0, ...longestChains(workload).values()),
    rows: nodes.map((count) => ({
      nodes: count,
      cold: simulate(workload, { nodes: count, slots, fetchSeconds }),
      alone: simulate(workload, { nodes: count, slots }),
      code: simulate(workload, { nodes: count, slots, fetchSeconds, cached }),
    })),
  };
}

/** Steps whose results are the same after a line of every service has changed. */
function unchangedSteps(workload: Workload): ReadonlySet<string> {
  const changed = new Set(
    [...workload.steps.values()]
      .filter(({ name }) => /^\[\S+ application /.test(name))
      .map(({ id }) => id),
  );
  const size = (): number => changed.size;
  for (let before = -1; before !== size(); ) {
    before = size();
    for (const { id, needs } of workload.steps.values()) {
      if (needs.some((need) => changed.has(need))) changed.add(id);
    }
  }
  return new Set([...workload.steps.keys()].filter((id) => !changed.has(id)));
}
