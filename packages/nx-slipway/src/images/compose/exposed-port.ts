import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';

/** A stage and those below it in the same file, the nearest first. */
export function stageChain({ stages }: Dockerfile, stage: Stage | undefined): readonly Stage[] {
  const chain: Stage[] = [];
  for (let at = stage; at && !chain.includes(at); ) {
    chain.push(at);
    at = at.from.stage === undefined ? undefined : stages[at.from.stage];
  }
  return chain;
}

/**
 * The TCP port that a stage exposes, as far as its own Dockerfile says by a number; undefined where it exposes
 * none. Of several the first one counts.
 */
export function exposedPort(dockerfile: Dockerfile, stage: Stage | undefined): number | undefined {
  for (const { instructions } of stageChain(dockerfile, stage)) {
    for (const { keyword, text } of instructions) {
      const port = keyword === 'EXPOSE' ? /\s(\d+)(?:\/tcp)?(?=\s|$)/i.exec(text)?.[1] : undefined;
      if (port !== undefined) return Number(port);
    }
  }
  return undefined;
}

/** Whether a stage says what its container runs. */
export function hasCommand(dockerfile: Dockerfile, stage: Stage | undefined): boolean {
  return stageChain(dockerfile, stage).some(({ instructions }) =>
    instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT'),
  );
}
