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
  /** When each slot is free. */
  readonly slots: number[];
  /** When each result is there, by step. */
  readonly has: Map<string, number>;
}

/**
 * List scheduling: whenever a machine has room, it gets the job with the longest chain of steps of all
 * that are ready. What a job needs is taken from the machine, else from the cache if it was there when the
 * job started, else it is run; so two machines run the same step where neither could know of the other.
 *
 * Rule: R. L. Graham, Bounds on multiprocessing timing anomalies, 1969; at most twice the optimum.
 */
export function simulate(workload: Workload, fleet: Fleet): Schedule {
  const chains = longestChains(workload);
  const chainOf = ({ results }: Job): number =>
    Math.max(0, ...results.map((id) => chains.get(id) ?? 0));
  const open = [...workload.jobs].sort((a, b) => chainOf(b) - chainOf(a));
  const nodes = Array.from(
    { length: fleet.nodes },
    (): Node => ({
      slots: Array.from({ length: fleet.slots }, () => 0),
      has: new Map(),
    }),
  );
  const published = new Map([...(fleet.cached ?? [])].map((id) => [id, 0]));
  const ends = new Map<string, number>();
  let stepsRun = 0;

  while (open.length > 0) {
    const free = Math.min(...nodes.map(({ slots }) => Math.min(...slots)));
    const starts = open.map((job) => Math.max(free, readyAt(job)));
    const start = Math.min(...starts);
    if (start === Number.POSITIVE_INFINITY) throw new Error('jobs wait for each other in a circle');
    const [job] = open.splice(starts.indexOf(start), 1);
    if (job) ends.set(job.name, run(job, start));
  }
  return { seconds: Math.max(0, ...ends.values()) + (workload.outsideSeconds ?? 0), stepsRun };

  function readyAt({ needs }: Job): number {
    return Math.max(0, ...needs.map((need) => ends.get(need) ?? Number.POSITIVE_INFINITY));
  }

  /** The end of a job that is given to whichever machine has room first. */
  function run({ results }: Job, start: number): number {
    const [node] = [...nodes].sort((a, b) => Math.min(...a.slots) - Math.min(...b.slots));
    if (!node || results.every((id) => fleet.cached?.has(id))) return start;
    return Math.max(start, ...results.map((id) => resultOn(node, id, start)));
  }

  /** When a step's result is on a machine, and no earlier than a job asks for it. */
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
    const slot = node.slots.indexOf(Math.min(...node.slots));
    const end = Math.max(ready, node.slots[slot] ?? 0) + seconds;
    node.slots[slot] = end;
    published.set(id, Math.min(end, published.get(id) ?? end));
    stepsRun += 1;
    return end;
  }
}
