import { logger } from '@nx/devkit';
import { formatProblem } from '../problems/format-problem';
import type { Problem } from '../problems/problem';

/** What was said last; the daemon would otherwise say it again at every keystroke. */
let said: ReadonlySet<string> = new Set();

/** Says every problem that was not there the last time, as a warning. */
export function reportProblems(problems: readonly Problem[]): void {
  const texts = new Set(problems.map(formatProblem));
  const news = [...texts].filter((text) => !said.has(text));
  said = texts;
  if (news.length > 0) warn(news.map((text) => `nx-slipway: ${text}`).join('\n'));
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
