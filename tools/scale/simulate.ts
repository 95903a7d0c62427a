import { longestChains } from './longest-chain.ts';
import type { Job, Workload } from './workload.ts';

export interface Fleet {
  readonly nodes: number;
  /** Steps that a node runs at the same time. */
  readonly slots: number;
  /**
   * Seconds from the end of a step on one node to its result on another, by way of a registry; absent
   * where nodes share no cache, so that each runs all it needs.
   */
  readonly fetchSeconds?: number;
  /** Ids of steps whose results the cache holds from the start; a job of none but these is not run at all. */
  readonly cached?: ReadonlySet<string>;
}

export interface Schedule {
  /** From the start to the end of the last job. */
  readonly seconds: number;
  /** Steps that were run, as often as they were. */
  readonly stepsRun: number;
}

interface Node {
  /** When each of its places for a job is free. */
  readonly places: number[];
  /** When each slot runs nothing, in order; the last gap has no end. */
  readonly slots: readonly Gap[][];
  /** When each result is there, by step. */
  readonly has: Map<string, number>;
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Jobs that a node works on for each of its slots: while one fetches a result, another has the slot. */
const JOBS_PER_SLOT = 2;

/**
 * List scheduling: whenever a machine has a place, it gets the job with the longest chain of steps of all that are
 * ready. What a job needs is taken from the machine, else from the cache if it was there when the job started, else it
 * is run in the first gap of a slot; so two machines run the same step where neither could know of the other.
 *
 * Rule: R. L. Graham, Bounds on multiprocessing timing anomalies, 1969; at most twice the optimum.
 */
export function simulate(workload: Workload, fleet: Fleet): Schedule {
  const chains = longestChains(workload);
  const chainOf = ({ results }: Job): number =>
    Math.max(0, ...results.map((id) => chains.get(id) ?? 0));
  const open = [...workload.jobs].sort((a, b) => chainOf(b) - chainOf(a));
  const nodes = Array.from({ length: fleet.nodes }, () => freshNode(fleet.slots));
  const published = new Map([...(fleet.cached ?? [])].map((id) => [id, 0]));
  const ends = new Map<string, number>();
  let stepsRun = 0;

  while (open.length > 0) {
    const free = Math.min(...nodes.map(({ places }) => Math.min(...places)));
    const starts = open.map((job) => Math.max(free, readyAt(job)));
    const start = Math.min(...starts);
    if (start === Number.POSITIVE_INFINITY) throw new Error('jobs wait for each other in a circle');
    const [job] = open.splice(starts.indexOf(start), 1);
    if (job) ends.set(job.name, run(job, start));
  }
  const seconds = Math.max(0, ...ends.values()) + (workload.outsideSeconds ?? 0);
  return { seconds, stepsRun };

  function readyAt({ needs }: Job): number {
    return Math.max(0, ...needs.map((need) => ends.get(need) ?? Number.POSITIVE_INFINITY));
  }

  /** The end of a job, which goes to the machine with a place that is done first with what it has. */
  function run({ results }: Job, start: number): number {
    if (results.every((id) => fleet.cached?.has(id))) return start;
    const [node] = nodes
      .filter(({ places }) => Math.min(...places) <= start)
      .sort((a, b) => doneAt(a) - doneAt(b));
    if (!node) throw new Error('a job was given to a machine without a place');
    const end = Math.max(start, ...results.map((id) => resultOn(node, id, start)));
    node.places[node.places.indexOf(Math.min(...node.places))] = end;
    return end;
  }

  /** When a step's result is on a machine, and no earlier than a job requests it. */
  function resultOn(node: Node, id: string, requestedAt: number): number {
    const known = node.has.get(id);
    if (known !== undefined) return Math.max(known, requestedAt);
    const elsewhere = published.get(id) ?? Number.POSITIVE_INFINITY;
    const end =
      fleet.fetchSeconds !== undefined && elsewhere <= requestedAt
        ? requestedAt + fleet.fetchSeconds
        : runOn(node, id, requestedAt);
    node.has.set(id, end);
    return end;
  }

  function runOn(node: Node, id: string, requestedAt: number): number {
    const { seconds = 0, needs = [] } = workload.steps.get(id) ?? {};
    const ready = Math.max(requestedAt, ...needs.map((need) => resultOn(node, need, requestedAt)));
    const end = takeGap(node.slots, ready, seconds);
    published.set(id, Math.min(end, published.get(id) ?? end));
    stepsRun += 1;
    return end;
  }
}

function freshNode(slots: number): Node {
  return {
    places: Array.from({ length: slots * JOBS_PER_SLOT }, () => 0),
    slots: Array.from({ length: slots }, () => [{ from: 0, to: Number.POSITIVE_INFINITY }]),
    has: new Map(),
  };
}

/** When the first slot of a machine has nothing more to do. */
function doneAt({ slots }: Node): number {
  return Math.min(...slots.map((gaps) => gaps.at(-1)?.from ?? 0));
}

/** Fills the first gap of all slots that a step fits in. @returns the end of the step */
function takeGap(slots: readonly Gap[][], ready: number, seconds: number): number {
  const fits = slots.flatMap((gaps) => {
    const index = gaps.findIndex(({ from, to }) => Math.max(from, ready) + seconds <= to);
    const gap = gaps[index];
    return gap ? [{ gaps, index, gap, start: Math.max(gap.from, ready) }] : [];
  });
  const [first] = fits.sort((a, b) => a.start - b.start);
  if (!first) throw new Error('a slot has no end');
  const { gaps, index, gap, start } = first;
  const end = start + seconds;
  const rest = [
    { from: gap.from, to: start },
    { from: end, to: gap.to },
  ];
  gaps.splice(index, 1, ...rest.filter(({ from, to }) => to > from));
  return end;
}
