import type { Dockerfile, Stage } from '../dockerfile';

/** A stage and all the stages of its file whose files come into it: by FROM and by COPY, and not by a mount. */
export function carriedStages({ stages }: Dockerfile, target: Stage): Stage[] {
  const reached = new Set([target]);
  for (const stage of reached) {
    for (const { how, stage: index } of [stage.from, ...stage.uses]) {
      const other = index === undefined || how === 'mount' ? undefined : stages[index];
      if (other) reached.add(other);
    }
  }
  return stages.filter((stage) => reached.has(stage));
}
