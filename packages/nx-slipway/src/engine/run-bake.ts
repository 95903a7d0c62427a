import type { BakePlan } from '../bake/bake-plan';
import { dependentTargets, isAlone } from '../bake/target-links';
import type { Problem } from '../problems/problem';
import type { BuildLog, Step } from './build-log';
import { addInvocation, type BuildResult, type BuildSummary, noInvocations } from './build-result';
import { isLoadRace } from './classify-failure';
import { type BakeWatch, runBakeOnce } from './run-bake-once';

/** Where a plan is run. */
export interface BakeRun extends BakeWatch {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Absolute; holds the plan's files. */
  readonly runFolder: string;
  readonly builder?: string;
}

/** Repetitions after the known race of concurrent loads. */
const RACE_RETRIES = 3;

/**
 * Builds a plan and yields each image's result as soon as it is known. bake cancels everything when one
 * target fails, so after a failure it is called once more for what does not depend on the failed one;
 * a plan without failures takes one call.
 */
export async function* runBake(
  plan: BakePlan,
  options: BakeRun,
): AsyncGenerator<BuildResult, BuildSummary> {
  const images = new Map(Object.entries(plan.targets).map(([image, target]) => [target, image]));
  const pending = new Set(images.keys());
  let summary = noInvocations;

  while (pending.size > 0 && !options.abort?.aborted) {
    const started = Date.now();
    const result = (target: string, log: BuildLog, problem?: Problem): BuildResult => {
      pending.delete(target);
      const digest = log.digests().get(target);
      const own = log.steps().filter((step) => step.isInstruction && step.targets.includes(target));
      return {
        image: images.get(target) ?? target,
        success: problem === undefined,
        ...(digest && { digest }),
        seconds: (Date.now() - started) / 1000,
        stepsRun: own.filter((step) => step.outcome === 'run').length,
        stepsCached: own.filter((step) => step.outcome === 'cached').length,
        ...(problem && { problem }),
      };
    };

    const targets = [...pending].sort();
    const call = { ...options, targets, allowRead: plan.allowRead };
    const sole = isAlone(plan.bakeFile, targets) ? (targets[0] ?? '') : '';
    const invocation = runBakeOnce(call, sole, options);
    let next = await invocation.next();
    while (!next.done) {
      if (pending.has(next.value.target)) {
        yield result(next.value.target, next.value.log);
      }
      next = await invocation.next();
    }
    const { log, problem } = next.value;
    summary = addInvocation(summary, log);

    const failures = log.steps().filter(isOwnFailure);
    if (problem && summary.invocations <= RACE_RETRIES && isRace(problem, failures)) {
      continue;
    }
    for (const step of failures) {
      for (const target of dependentTargets(plan.bakeFile, step.targets)) {
        if (problem && pending.has(target)) {
          yield result(target, log, stepProblem(step, images.get(target) ?? target));
        }
      }
    }
    if (failures.length === 0) {
      for (const target of [...pending]) {
        yield result(target, log, problem);
      }
    }
  }
  return summary;
}

function isRace(problem: Problem, failures: readonly Step[]): boolean {
  const detail = 'detail' in problem ? problem.detail : '';
  return isLoadRace([detail, ...failures.map((step) => step.error ?? '')].join('\n'));
}

/** Steps that end because another target failed say that they were cancelled. */
function isOwnFailure(step: Step): boolean {
  return step.outcome === 'failed' && !/context canceled|CANCELED/i.test(step.error ?? '');
}

function stepProblem(step: Step, image: string): Problem {
  return {
    kind: 'step-failed',
    image,
    step: step.text,
    detail: [step.output?.trim(), step.error].filter(Boolean).join('\n'),
  };
}
