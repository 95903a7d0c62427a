import type { BuilderProblem } from '../../problems/kinds/builds/builder-problem';
import type { EngineProblem } from '../../problems/kinds/builds/engine-problem';
import { formatCommand } from '../../process/format-command';
import type { RunCommand } from '../../process/run-command';
import { type BuildLog, buildLog, type Step } from '../log/build-log';
import { parseProgressLine } from '../log/progress';
import { type TakenBase, takenBase } from '../log/taken-base';
import { type BakeCall, bakeCommand } from './bake-command';
import { classifyFailure } from './classify-failure';

/** What watches an invocation. */
export interface BakeWatch {
  readonly run: RunCommand;
  readonly abort?: AbortSignal;
  /** Called with each step as it ends. */
  readonly onStep?: (step: Step) => void;
  /** Called with each image that a target is built from and that is built elsewhere, as the engine took it. */
  readonly onBase?: (base: TakenBase) => void;
}

/** One call of bake that has ended. */
export interface Invocation {
  readonly log: BuildLog;
  /** Why it failed as a whole; absent after a success. */
  readonly problem?: EngineProblem | BuilderProblem;
}

/**
 * Calls bake once and yields each target as soon as its image is in the engine's store or registry.
 *
 * @param soleTarget see {@link buildLog}
 */
export async function* runBakeOnce(
  call: BakeCall,
  soleTarget: string,
  watch: BakeWatch,
): AsyncGenerator<{ readonly target: string; readonly log: BuildLog }, Invocation> {
  const log = buildLog(soleTarget);
  const command = bakeCommand(call);
  const noise: string[] = [];
  const exported: string[] = [];
  let wake = (): void => {};

  const onStderrLine = (line: string): void => {
    const event = parseProgressLine(line);
    if (!event) {
      noise.push(line);
      return;
    }
    for (const { name } of event.vertexes ?? []) {
      const base = takenBase(name);
      if (base) watch.onBase?.(base);
    }
    for (const step of log.accept(event)) {
      watch.onStep?.(step);
      // Other exporters hand the image over after this step, so their end is known at bake's only.
      if (step.text === 'exporting to image' && step.outcome === 'run') {
        exported.push(...step.targets);
        wake();
      }
    }
  };
  let ended = false;
  const running = watch
    .run(command, { ...(watch.abort && { abort: watch.abort }), onStderrLine })
    .finally(() => {
      ended = true;
      wake();
    });

  while (!ended || exported.length > 0) {
    const target = exported.shift();
    if (target !== undefined) {
      yield { target, log };
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (ended) {
          resolve();
        }
      });
    }
  }
  const { exitCode, failure } = await running;
  if (exitCode === 0) return { log };
  const problem = classifyFailure(failure ?? noise.join('\n'), formatCommand(command));
  // The client does not say which builder it lost.
  const isLost = problem.kind === 'builder-lost' && call.builder;
  return { log, problem: isLost ? { ...problem, builder: call.builder } : problem };
}
