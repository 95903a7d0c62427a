import type { Stage } from './dockerfile';
import { stageNeeds } from './stage-needs';

/** Stages that need each other, first and last the same one; undefined if there are none. */
export function stageCycle(
  stages: readonly Stage[],
): { readonly names: readonly string[]; readonly line: number } | undefined {
  const done = new Set<Stage>();
  const walk = (stage: Stage, path: readonly Stage[]): readonly Stage[] | undefined => {
    if (path.includes(stage)) return [...path.slice(path.indexOf(stage)), stage];
    if (done.has(stage)) return undefined;
    for (const need of stageNeeds(stage)) {
      const next = stages[need];
      const cycle = next && walk(next, [...path, stage]);
      if (cycle) return cycle;
    }
    done.add(stage);
    return undefined;
  };
  for (const stage of stages) {
    const cycle = walk(stage, []);
    const [first] = cycle ?? [];
    if (cycle && first) {
      return { names: cycle.map(({ name, index }) => name ?? `stage ${index}`), line: first.line };
    }
  }
  return undefined;
}
