import type { BakePlan } from '../bake/bake-plan';
import { draftBake } from '../bake/draft-bake';
import { planBake } from '../bake/plan-bake';
import type { BuildResult } from '../engine/build-result';
import { engineOf } from '../engine/engine-of';
import { digestFiles } from '../workspace/digest-files';
import { makeRunFolder, writePlan } from '../workspace/run-folder';
import type { BuildTask, TaskOutcome } from './build-task';
import { type ReadKeys, readKeys } from './keys/read-keys';
import { namesHoldKeys } from './plan/plan-names';
import { planRequests } from './plan/plan-requests';
import { planRun } from './plan/plan-run';
import { PRINTED_FOLDER, printExplanation, printPlan } from './print-plan';
import { alreadyPublished, isUnpushed, pushBuilt } from './push-built';
import { printNotes, printStep, reportResults } from './report-results';
import { findImages } from './reuse/find-images';
import { keepTargets } from './reuse/keep-targets';
import { rememberImages } from './reuse/remember-images';
import { reuseImages } from './reuse/reuse-images';
import { planKeepable, takeKept } from './reuse/take-kept';
import { type BuildContext, engineRun, type RunContext } from './run-context';
import type { RunFacts, RunPlan } from './run-plan';
import {
  buildableTasks,
  failedOutcomes,
  finishedOutcomes,
  shownOutcomes,
  stoppedOutcomes,
} from './task-outcomes';

/**
 * Plans what tasks ask for and builds it; yields every task's outcome as soon as it is known: first those that
 * cannot be built at all, then each when the last of its images is done. No task goes without one.
 */
export async function* buildImages(
  tasks: readonly BuildTask[],
  facts: RunFacts,
  outside: BuildContext,
): AsyncGenerator<TaskOutcome> {
  const requests = planRequests(tasks, facts);
  const folder = requests.print ? undefined : makeRunFolder();
  const context: RunContext = { ...outside, runFolder: folder?.path ?? PRINTED_FOLDER };
  try {
    const draft = draftBake({ ...requests.bake, ...context });
    // What is only printed needs keys where names hold them; else nothing is asked of the engine.
    const needsKeys = !requests.print || namesHoldKeys(requests.tasks, facts);
    const read = needsKeys ? await readKeys(requests, draft, context) : undefined;
    const plan = planRun(requests, facts, read?.keys ?? new Map());
    const bake = planBake(draft, plan.requests);

    printNotes(plan.notes, context);
    yield* failedOutcomes(plan);
    if (buildableTasks(plan).length === 0) return;
    if (plan.print || !read) {
      printPlan(plan, bake, context);
      yield* shownOutcomes(plan);
    } else if (plan.explain) {
      await printExplanation(plan, read.keys, context);
      yield* shownOutcomes(plan);
    } else {
      yield* runPlan(plan, bake, read, context);
    }
  } finally {
    folder?.dispose();
  }
}

/** Carries out a plan: looks up what exists, builds and pushes the rest, and has it found again. */
async function* runPlan(
  plan: RunPlan,
  whole: BakePlan,
  read: ReadKeys,
  context: RunContext,
): AsyncGenerator<TaskOutcome> {
  const { workspaceRoot, environment } = context;
  const started = Date.now();
  const engine = engineOf(plan.engine);
  const keyed = planKeepable(plan, whole);
  const found = await findImages(plan, read.keys, context);
  const reuse = await reuseImages(plan, keyed, { keys: read.keys, found, context });
  const kept = await takeKept(plan, reuse.bake, { keyed, source: read.source, context });
  printNotes([...reuse.notes, ...kept.notes], context);
  const onPushed = digestFiles({
    workspaceRoot,
    files: plan.push.digestFiles,
    ...(environment.GITHUB_OUTPUT && { gitHubOutput: environment.GITHUB_OUTPUT }),
  });
  for (const each of alreadyPublished(plan, reuse.existing)) onPushed(each);
  const unpushed = reuse.existing.filter((result) => isUnpushed(result, plan));
  const done = reuse.existing.filter((result) => !unpushed.includes(result));
  const results = new Map<string, BuildResult>(done.map((result) => [result.image, result]));
  const open = new Set(buildableTasks(plan));
  yield* finishedOutcomes(open, results, plan);

  if (open.size > 0) writePlan(kept.bake, context.runFolder);
  const call = engineRun(plan, context);
  const built = engine.build(kept.bake, { ...call, onStep: (step) => printStep(step, context) });
  const building = pushBuilt(
    built,
    { bake: kept.bake, push: plan.push, existing: unpushed },
    { ...call, engine, onPushed },
  );
  let next = await building.next();
  while (!next.done) {
    results.set(next.value.image, next.value);
    yield* finishedOutcomes(open, results, plan);
    next = await building.next();
  }
  const summary = next.value;
  printNotes(summary.notes, context);

  const all = [...results.values()];
  const { records } = found;
  printNotes(await rememberImages(all, plan, { read, records, context }), context);
  // A builder that went away has been replaced.
  const last = { ...call, ...(summary.builder && { builder: summary.builder }) };
  const scope = { bake: reuse.bake, keyed, source: read.source, kept, built: last, context };
  printNotes(await keepTargets(plan, all, scope), context);

  yield* stoppedOutcomes(open, plan);
  const seconds = (Date.now() - started) / 1000;
  await reportResults(plan, results, { ...summary, seconds }, context);
}
