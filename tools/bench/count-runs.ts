import { buildLog } from '../../packages/nx-slipway/src/engine/build-log.ts';
import { parseProgressLine } from '../../packages/nx-slipway/src/engine/progress.ts';

/** Counts the RUN instructions that an engine call executed. @param lines of its `--progress=rawjson` */
export const countRuns = (lines: readonly string[]): number => {
  const log = buildLog('');
  for (const line of lines) {
    const event = parseProgressLine(line);
    if (event) {
      log.accept(event);
    }
  }
  const isRun = (step: { readonly outcome: string; readonly text: string }): boolean =>
    step.outcome === 'run' && step.text.startsWith('RUN ');
  return log.steps().filter(isRun).length;
};
