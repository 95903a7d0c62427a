import type { Dockerfile, Stage } from '../dockerfile';
import { stageNeeds } from './stage-needs';

/** A stage and all the stages of its file that it needs, in the file's order. */
export function reachableStages({ stages }: Dockerfile, target: Stage): Stage[] {
  const reached = new Set<Stage>();
  const visit = (stage: Stage | undefined): void => {
    if (!stage || reached.has(stage)) return;
    if (stage.isReplaced) return;
    reached.add(stage);
    for (const need of stageNeeds(stage)) visit(stages[need]);
  };
  visit(target);
  return stages.filter((stage) => reached.has(stage));
}
