import type { Dockerfile, Instruction } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';

/**
 * Whether a stage `application` makes the same files on every platform, as long as the project's wheel is the same: it
 * copies of the build context, and runs nothing but what the template has. What another command makes nobody knows.
 */
export function isPortableApplication(dockerfile: Dockerfile): boolean {
  const stage = findStage(dockerfile, 'application');
  return (
    stage !== undefined &&
    stage.platform === undefined &&
    stage.uses.length === 0 &&
    stage.instructions.every(isPlain)
  );
}

function isPlain({ keyword, text }: Instruction): boolean {
  return ['ARG', 'COPY'].includes(keyword) || PLAIN_RUNS.some((run) => run.test(text));
}

/** What the template of a service runs there. */
const PLAIN_RUNS: readonly RegExp[] = [
  /^RUN --network=none install-projects ("[^"$`]+"|'[^']+'|[\w./@-]+)$/,
  /^RUN python -m compileall -q \/app$/,
  /^RUN normalize-layer (--compile \/app|\/files)$/,
  /^RUN echo "import sys; sys\.path\.insert\(0, '[^'"$`]+'\)" > \/app\/mounted-sources\.pth( && normalize-layer \/app)?$/,
];
