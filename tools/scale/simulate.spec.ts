import { expect, test } from 'vitest';
import { longestChains } from './longest-chain.ts';
import { simulate } from './simulate.ts';
import type { Job, Step, Workload } from './workload.ts';

function step(id: string, seconds: number, ...needs: readonly string[]): Step {
  return {
    id,
    name: id,
    seconds,
    needs,
  };
}
function job(name: string, results: readonly string[], ...needs: readonly string[]): Job {
  return {
    name,
    needs,
    results,
  };
}
function workload(steps: readonly Step[], jobs: readonly Job[]): Workload {
  return {
    steps: new Map(steps.map((each) => [each.id, each])),
    jobs,
  };
}

/** A base of 10 s, a shared layer of 4 s on it, and four services of 2 s on that. */
const services = workload(
  [
    step('base', 10),
    step('layer', 4, 'base'),
    ...['a', 'b', 'c', 'd'].map((name) => step(name, 2, 'layer')),
  ],
  [job('stack', ['base']), ...['a', 'b', 'c', 'd'].map((name) => job(name, [name], 'stack'))],
);

test('one slot runs every step once, one after the other', () => {
  expect(simulate(services, { nodes: 1, slots: 1 })).toEqual({ seconds: 22, stepsRun: 6 });
});

test('the longest chain is what no fleet is faster than', () => {
  const chain = Math.max(...longestChains(services).values());
  expect(chain).toBe(16);
  const { seconds } = simulate(services, { nodes: 100, slots: 100, fetchSeconds: 0 });
  expect(seconds).toBe(chain);
});

test('nodes that start at once run the shared layer each, and find the base in the cache', () => {
  const schedule = simulate(services, { nodes: 2, slots: 1, fetchSeconds: 1 });
  // Base and a layer on the first; fetching the base, and a layer, on the second.
  expect(schedule.stepsRun).toBe(7);
  expect(schedule.seconds).toBe(10 + 1 + 4 + 2 + 2);
});

test('without a cache each node runs all it needs', () => {
  const schedule = simulate(services, { nodes: 2, slots: 1 });
  expect(schedule.stepsRun).toBe(8);
  // The second node takes two of the services, since it has two places for jobs.
  expect(schedule.seconds).toBe(10 + 10 + 4 + 2 + 2);
});

test('what the cache holds from the start is fetched, with nothing below it', () => {
  const cached = new Set(['base', 'layer']);
  const schedule = simulate(services, { nodes: 4, slots: 1, fetchSeconds: 1, cached });
  expect(schedule).toEqual({ seconds: 1 + 2, stepsRun: 4 });
});

test('of the jobs that are ready the longest comes first', () => {
  const jobs = workload(
    [step('short', 1), step('other', 1), step('long', 3)],
    [job('a', ['short']), job('b', ['other']), job('c', ['long'])],
  );
  expect(simulate(jobs, { nodes: 2, slots: 1 }).seconds).toBe(3);
});

test('jobs in a circle are an error, and no loop without end', () => {
  const circle = workload([step('x', 1)], [job('a', ['x'], 'b'), job('b', ['x'], 'a')]);
  expect(() => simulate(circle, { nodes: 1, slots: 1 })).toThrow('in a circle');
});

test('a slot that waits for a result is used by the next job', () => {
  const fetched = workload(
    [step('shared', 9), ...['a', 'b'].map((name) => step(name, 1, 'shared'))],
    ['a', 'b'].map((name) => job(name, [name])),
  );
  const fleet = { nodes: 1, slots: 1, fetchSeconds: 3, cached: new Set(['shared']) };
  expect(simulate(fetched, fleet)).toEqual({ seconds: 3 + 1 + 1, stepsRun: 2 });
});
