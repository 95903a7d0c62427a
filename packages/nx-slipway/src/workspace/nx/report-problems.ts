import { logger } from '@nx/devkit';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';

/** Says each problem once, as a warning. */
export function reportProblems(problems: readonly Problem[]): void {
  const texts = new Set(problems.map((problem) => `nx-slipway: ${formatProblem(problem)}`));
  if (texts.size > 0) warn([...texts].join('\n'));
}

/**
 * Under the daemon nobody reads what a plugin writes to stderr. Nx from 22.7 has a way from there to
 * the terminal, which is not part of its devkit.
 */
function warn(text: string): void {
  try {
    const { emitPluginWorkerLog } =
      require('nx/src/project-graph/plugins/isolation/worker-streaming') as typeof import('nx/src/project-graph/plugins/isolation/worker-streaming');
    emitPluginWorkerLog('warn', text);
  } catch {
    logger.warn(text);
  }
}
