import type { Workload } from './workload.ts';

/** Seconds of the longest chain of steps that ends in each step: no number of machines is faster. */
export function longestChains({ steps }: Pick<Workload, 'steps'>): ReadonlyMap<string, number> {
  const chains = new Map<string, number>();
  const chainOf = (id: string): number => {
    const known = chains.get(id);
    if (known !== undefined) return known;
    const { seconds = 0, needs = [] } = steps.get(id) ?? {};
    const chain = seconds + Math.max(0, ...needs.map(chainOf));
    chains.set(id, chain);
    return chain;
  };
  for (const id of steps.keys()) chainOf(id);
  return chains;
}
