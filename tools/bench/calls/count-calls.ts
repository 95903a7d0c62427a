import {
  type BuildLog,
  buildLog,
  type Step,
} from '../../../packages/nx-slipway/src/engine/log/build-log.ts';
import { parseProgressLine } from '../../../packages/nx-slipway/src/engine/log/progress.ts';

/** One call of docker, as the shim has written it down. */
export interface Call {
  /** The arguments, separated by spaces. */
  readonly line: string;
  /** Lines of its `--progress=rawjson` and whatever stands between; none of a call that does not build. */
  readonly progress: readonly string[];
}

/** What calls of docker came to. */
export interface CallCounts {
  /** Processes of the engine's client, whatever they ask. */
  readonly engineCalls: number;
  /** Those of them that build. */
  readonly buildCalls: number;
  /** RUN instructions that the engine executed. */
  readonly runSteps: number;
  /** Bytes of build contexts sent to the engine, without Dockerfiles and ignore files. */
  readonly contextBytes: number;
}

/** Counts what the calls of one build came to. A step that one call ran is cached in the calls after it. */
export function countCalls(calls: readonly Call[]): CallCounts {
  const logs = calls.map(logOf);
  const sent = logs.flatMap((log) => [...log.contextBytes().values()]);
  return {
    engineCalls: calls.length,
    buildCalls: calls.filter(({ line }) => /(^| )(build|bake)( |$)/.test(line)).length,
    runSteps: logs.flatMap(runsOf).length,
    contextBytes: sent.reduce((sum, bytes) => sum + bytes, 0),
  };
}

/** Counts the RUN instructions that the engine executed for another platform. @param native the machine's own */
export function countEmulatedSteps(calls: readonly Call[], native: string): number {
  const runs = calls.map(logOf).flatMap(runsOf);
  return runs.filter(({ platform = native }) => platform !== native).length;
}

function logOf({ progress }: Call): BuildLog {
  const log = buildLog('');
  for (const line of progress) {
    const event = parseProgressLine(line);
    if (event) {
      log.accept(event);
    }
  }
  return log;
}

function runsOf(log: BuildLog): readonly Step[] {
  return log.steps().filter(({ outcome, text }) => outcome === 'run' && text.startsWith('RUN '));
}
