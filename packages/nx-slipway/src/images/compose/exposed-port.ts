import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { stageChain } from '../../dockerfile/stages/stage-chain';

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
