import type { ImagePush } from '../../bake/push/image-push';
import type { PushPlan } from '../../bake/push/plan-push';
import { isAlone } from '../../bake/targets/target-links';
import { targetName } from '../../bake/targets/target-name';
import { registryOf } from '../../images/references/registry-of';
import { formatReference } from '../../images/tags/format-reference';
import type { Problem } from '../../problems/problem';
import type { BuildLog } from '../log/build-log';
import { classifyPush, failedReference, isWaitedFor } from './classify-push';
import type { BakeRun, RunSummary } from './run-bake';
import { runBakeOnce } from './run-bake-once';
import { targetsAtOnce } from './targets-at-once';

/** Where a plan is pushed from. */
export interface PushRun extends BakeRun {
  /** Paths outside the workspace that the bake file speaks of. */
  readonly allowRead: readonly string[];
  /** Images that are there to be pushed, where the engine pushes from its store. */
  readonly stored?: RunSummary['stored'];
  /** Prints lines for the user. */
  readonly print: (text: string) => void;
  /** Waits for so many seconds, or until the run is aborted. */
  readonly wait: (seconds: number) => Promise<void>;
}

/** How the push of one image came out. */
export interface PushResult {
  /** Image id. */
  readonly image: string;
  /** Digest of what the references name: a manifest, or an index of several. */
  readonly digest?: string;
  /** Full references that are there. */
  readonly pushed: readonly string[];
  readonly problem?: Problem;
}

/** Seconds to wait before each repetition of a push that may succeed after a while. */
export const RETRY_DELAYS: readonly number[] = [2, 5, 10, 20];

/** How often the user is told what is still being pushed, in seconds. */
const PATIENCE = 60;

/**
 * Pushes images of a plan that the engine has just built, wave by wave, and yields each one's result.
 * One that fails holds up no other. What is not pushed when the run is aborted has no result.
 */
export async function* runPush(plan: PushPlan, run: PushRun): AsyncGenerator<PushResult> {
  for (const wave of plan.waves) {
    yield* pushWave(
      plan,
      plan.pushes.filter(({ image }) => wave.includes(image.id)),
      run,
    );
  }
}

async function* pushWave(
  plan: PushPlan,
  pushes: readonly ImagePush[],
  run: PushRun,
): AsyncGenerator<PushResult> {
  const pending = new Set(pushes);
  const delays = [...RETRY_DELAYS];
  while (pending.size > 0 && !run.abort?.aborted) {
    const names = [...pending].map(({ image }) => image.id).join(', ');
    const reminder = setInterval(
      () => run.print(`still pushing ${names}; the registry takes its time`),
      PATIENCE * 1000,
    );
    let attempt: Attempt;
    try {
      attempt = await pushOnce(plan, pushedAtOnce(plan, [...pending]), run);
    } finally {
      clearInterval(reminder);
    }
    if (run.abort?.aborted) return;
    const waited = attempt.filter(({ isTransient }) => isTransient);
    const delay = waited.length > 0 ? delays.shift() : undefined;
    for (const { push, result, isTransient } of attempt) {
      if (!result || (isTransient && delay !== undefined)) continue;
      pending.delete(push);
      yield result;
    }
    if (delay !== undefined) {
      const [first] = waited;
      const detail =
        first?.result?.problem && 'detail' in first.result.problem
          ? first.result.problem.detail
          : '';
      run.print(`push again in ${delay} s: ${detail}`);
      await run.wait(delay);
    }
  }
}

/** What one call came to for each image; without a result it was stopped because another one failed. */
type Attempt = readonly {
  readonly push: ImagePush;
  readonly result?: PushResult;
  readonly isTransient: boolean;
}[];

function pushedAtOnce({ bakeFile }: PushPlan, pushes: readonly ImagePush[]): readonly ImagePush[] {
  const target = ({ image }: ImagePush): string => targetName(image.id);
  const first = new Set(targetsAtOnce(bakeFile, pushes.map(target).sort()));
  return pushes.filter((push) => first.has(target(push)));
}

async function pushOnce(
  plan: PushPlan,
  pushes: readonly ImagePush[],
  run: PushRun,
): Promise<Attempt> {
  const targets = pushes.map(({ image }) => targetName(image.id)).sort();
  const sole = isAlone(plan.bakeFile, targets) ? (targets[0] ?? '') : '';
  const invocation = runBakeOnce({ ...run, targets, cacheFolders: [] }, sole, {
    run: run.run,
    ...(run.abort && { abort: run.abort }),
    ...(run.onBase && { onBase: run.onBase }),
  });
  const ended = new Set<string>();
  let next = await invocation.next();
  while (!next.done) {
    ended.add(next.value.target);
    next = await invocation.next();
  }
  const { log, problem } = next.value;
  const attempt = pushes.map((push) => {
    const target = targetName(push.image.id);
    const error = errorOf(target, log);
    if (!problem || (ended.has(target) && error === undefined)) {
      return { push, result: success(push, log, target), isTransient: false };
    }
    return error === undefined
      ? { push, isTransient: false }
      : { push, ...failure(push, error, log.pushed().get(target) ?? []) };
  });
  // Where none failed by itself, the call as a whole did.
  return problem && attempt.every(({ result }) => !result?.problem)
    ? attempt.map((each) => (each.result ? each : { ...each, ...wholeFailure(each.push, problem) }))
    : attempt;
}

/** Why a target was not pushed; undefined where it was, or was only stopped. */
function errorOf(target: string, log: BuildLog): string | undefined {
  return log
    .steps()
    .find(({ outcome, targets }) => outcome === 'failed' && targets.includes(target))?.error;
}

function success(push: ImagePush, log: BuildLog, target: string): PushResult {
  const digest = log.digests().get(target);
  return {
    image: push.image.id,
    pushed: push.references.map(formatReference),
    ...(digest && { digest }),
  };
}

function failure(
  { image: { id: image }, references, attestations }: ImagePush,
  error: string,
  sent: readonly string[],
): { readonly result: PushResult; readonly isTransient: boolean } {
  if (/syft-scanner/.test(error)) {
    const problem = { kind: 'sbom-scanner-missing', image, detail: error } as const;
    return { result: { image, pushed: [], problem }, isTransient: false };
  }
  const { reference, detail } = failedReference(error);
  const kind = classifyPush(detail, attestations.length > 0);
  const all = references.map(formatReference);
  const failed = reference === undefined ? undefined : formatReference(reference);
  const pushed = all.filter((each) => each !== failed && sent.includes(each));
  const missing = all.filter((each) => !pushed.includes(each));
  const registry = registryOf(failed ?? missing[0] ?? '');
  return {
    result: { image, pushed, problem: { kind, image, registry, detail, pushed, missing } },
    isTransient: isWaitedFor(kind),
  };
}

function wholeFailure(
  { image: { id: image } }: ImagePush,
  problem: Problem,
): { readonly result: PushResult } {
  const detail = 'detail' in problem ? problem.detail : '';
  const isUnsupported = /attestation[^\n]*(not supported|is not)/i.test(detail);
  return {
    result: {
      image,
      pushed: [],
      problem: isUnsupported ? { kind: 'attestations-unsupported', image, detail } : problem,
    },
  };
}
