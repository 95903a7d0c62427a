import type { Stage } from '../dockerfile';

/** Indexes of the stages a stage is built from or takes files from, each once, in the file's order. */
export function stageNeeds(stage: Stage): number[] {
  const needs = [stage.from, ...stage.uses].flatMap(({ stage: index }) => index ?? []);
  return [...new Set(needs)].sort((a, b) => a - b);
}
