import type { BakePlan } from '../../bake/bake-plan';
import { dependentTargets, isAlone } from '../../bake/targets/target-links';
import type { Problem } from '../../problems/problem';
import { type BuildResult, type BuildSummary, mergeInstructions, summarize } from '../build-result';
import type { BuildLog, Step } from '../log/build-log';
import { cacheNotes, isCacheStep } from '../log/cache-notes';
import { classifyStep } from '../log/classify-step';
import { isEngineRace, namedTarget } from './classify-failure';
import { type BakeWatch, type Invocation, runBakeOnce } from './run-bake-once';
import { targetsAtOnce } from './targets-at-once';

/** Where a plan is run. */
export interface BakeRun extends BakeWatch {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Absolute; holds the plan's files. */
  readonly runFolder: string;
  /** Variables that secrets of the plan come from. */
  readonly env?: Readonly<Record<string, string>>;
  readonly builder?: string;
  /** Builders that take over, one after the other, where one goes away. */
  readonly spareBuilders?: readonly string[];
}

/** What all invocations of a run came to. */
export interface RunSummary extends BuildSummary {
  /** What the user should know though nothing fails for it. */
  readonly notes: readonly Problem[];
  /** The builder that was left at the end; absent for the current one. */
  readonly builder?: string;
  /** Ids of the images in the engine's store by bake target, where it has one for every target. */
  readonly stored?: ReadonlyMap<string, string>;
}

/** Repetitions in a row after a race in the engine that finish no image, before all that is left counts as failed. */
const RACES = 3;

/** Calls in a row that may find the disk full and get nothing done, before all that is left counts as failed. */
const FULL_DISKS = 2;

/**
 * Builds a plan and yields each image's result as soon as it is known. bake cancels everything when one
 * target fails, so after a failure it is called once more for what does not depend on the failed one;
 * a plan without failures takes one call, or as many as {@link targetsAtOnce} cuts it into. What is not built yet when the run is aborted has no result.
 */
export async function* runBake(
  plan: BakePlan,
  options: BakeRun,
): AsyncGenerator<BuildResult, RunSummary> {
  const images = new Map(Object.entries(plan.targets).map(([image, target]) => [target, image]));
  const pending = new Set(images.keys());
  const logs: BuildLog[] = [];
  const notes: Problem[] = [];
  const spare = [...(options.spareBuilders ?? [])];
  let { builder } = options;
  let fullDisks = 0;
  let races = 0;

  while (pending.size > 0 && !options.abort?.aborted) {
    const started = Date.now();
    const result = (target: string, log: BuildLog, problem?: Problem): BuildResult => {
      pending.delete(target);
      const seconds = (Date.now() - started) / 1000;
      const subject = { image: images.get(target) ?? target, target, seconds };
      return resultOf(subject, [...logs, log], problem ?? mismatch(plan, target, log));
    };

    const targets = targetsAtOnce(plan.bakeFile, [...pending].sort());
    const { size } = pending;
    const { allowRead, cacheFolders } = plan;
    const call = { ...options, ...(builder && { builder }), targets, allowRead, cacheFolders };
    const sole = isAlone(plan.bakeFile, targets) ? (targets[0] ?? '') : '';
    const invocation = runBakeOnce(call, sole, options);
    let next = await invocation.next();
    while (!next.done) {
      const { target, log } = next.value;
      if (pending.has(target) && isOnlyOutput(plan, target)) {
        yield result(target, log);
      }
      next = await invocation.next();
    }
    const { log, problem } = next.value;
    const replacement = problem?.kind === 'builder-lost' ? spare.shift() : undefined;
    if (problem?.kind === 'builder-lost' && replacement !== undefined) {
      notes.push({ ...problem, replacement });
      builder = replacement;
    }
    const isRace = problem !== undefined && metEngineRace(problem, log);
    races = isRace ? 1 + (pending.size < size ? 0 : races) : 0;
    const isRetried = replacement !== undefined || (isRace && races <= RACES);
    const reasons = failureReasons(plan, next.value, images);
    const full = [...reasons.values()].find(({ kind }) => kind.endsWith('-disk-full'));
    fullDisks = full && pending.size === size ? fullDisks + 1 : 0;
    const failed = [...pending].filter((target) => fullDisks < FULL_DISKS && reasons.has(target));
    const left = problem ? [...pending] : targets.filter((target) => pending.has(target));
    for (const target of failed.length > 0 ? failed : left) {
      if (!isRetried && !options.abort?.aborted) {
        yield result(target, log, reasons.get(target) ?? wholeDisk(full) ?? problem);
      }
    }
    logs.push(log);
  }
  return {
    ...summarize(logs),
    notes: [...notes, ...cacheNotes(logs)],
    ...(builder && { builder }),
  };
}

function resultOf(
  subject: { readonly image: string; readonly target: string; readonly seconds: number },
  logs: readonly BuildLog[],
  problem: Problem | undefined,
): BuildResult {
  const { image, target, seconds } = subject;
  const digest = logs.at(-1)?.digests().get(target);
  const own = mergeInstructions(logs).filter((step) => step.targets.includes(target));
  return {
    image,
    success: problem === undefined,
    ...(digest && { digest }),
    seconds,
    stepsRun: own.filter((step) => step.outcome === 'run').length,
    stepsCached: own.filter((step) => step.outcome === 'cached').length,
    ...(problem && { problem }),
  };
}

/** Of several outputs the first to end says nothing of the others. */
function isOnlyOutput({ bakeFile }: BakePlan, target: string): boolean {
  return (bakeFile.target[target]?.output ?? []).length <= 1;
}

/**
 * Why targets failed, for those that did so by themselves or for one they are linked to; the others
 * were only stopped. Empty where the invocation as a whole failed.
 */
function failureReasons(
  { bakeFile }: BakePlan,
  { log, problem }: Invocation,
  images: ReadonlyMap<string, string>,
): ReadonlyMap<string, Problem> {
  const reasons = new Map<string, Problem>();
  if (problem?.kind !== 'engine-failed' && problem?.kind !== 'engine-disk-full') {
    return reasons;
  }
  const blame = (targets: readonly string[], reason: (image: string) => Problem): void => {
    for (const target of dependentTargets(bakeFile, targets)) {
      reasons.set(target, reasons.get(target) ?? reason(images.get(target) ?? target));
    }
  };
  for (const step of failedSteps(log)) {
    const platforms = step.targets.flatMap((target) => bakeFile.target[target]?.platforms ?? []);
    const platform = step.platform ?? (new Set(platforms).size === 1 ? platforms[0] : undefined);
    blame(step.targets, (image) => classifyStep(step, image, platform));
  }
  const named = namedTarget(problem.detail);
  if (named !== undefined) {
    blame([named], () => problem);
  }
  return reasons;
}

/** What a full disk that one image met is to the others. */
function wholeDisk(met: Problem | undefined): Problem | undefined {
  return met && 'detail' in met && met.detail !== undefined
    ? { kind: 'engine-disk-full', detail: met.detail }
    : undefined;
}

function metEngineRace(problem: Problem, log: BuildLog): boolean {
  const detail = 'detail' in problem ? problem.detail : '';
  const errors = failedSteps(log).map(({ error = '' }) => error);
  return isEngineRace([detail, ...errors].join('\n'));
}

function failedSteps(log: BuildLog): readonly Step[] {
  return log.steps().filter((step) => step.outcome === 'failed' && !isCacheStep(step));
}

/** Whether an image that is for named platforms has a base of another in it, which the engine only warns of. */
function mismatch({ bakeFile }: BakePlan, target: string, log: BuildLog): Problem | undefined {
  for (const [taken, { reference, platform }] of log.mismatches()) {
    const isNamed = (bakeFile.target[taken]?.platforms ?? []).length > 0;
    if (isNamed && dependentTargets(bakeFile, [taken]).includes(target)) {
      return { kind: 'platform-missing', reference, platform };
    }
  }
  return undefined;
}
