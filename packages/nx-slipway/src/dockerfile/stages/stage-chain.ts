import type { Dockerfile, Stage } from '../dockerfile';

/** A stage and those below it in the same file, the nearest first. */
export function stageChain({ stages }: Dockerfile, stage: Stage | undefined): readonly Stage[] {
  const chain: Stage[] = [];
  for (let at = stage; at && !chain.includes(at); ) {
    chain.push(at);
    at = at.from.stage === undefined ? undefined : stages[at.from.stage];
  }
  return chain;
}
