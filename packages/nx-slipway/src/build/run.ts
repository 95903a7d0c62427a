import type { ExecutorContext } from '@nx/devkit';
import type { BakePlan } from '../bake/bake-plan';
import { planBake } from '../bake/plan-bake';
import { planContent } from '../bake/targets/plan-content';
import { type BuildResult, wasBuilt } from '../engine/build-result';
import { engineOf } from '../engine/engine-of';
import { makeRunFolder } from '../workspace/files/run-folder';
import { readPluginOptions } from '../workspace/options/read-plugin-options';
import { buildAndPush } from './build-and-push';
import type { BuildTask, TaskOutcome } from './build-task';
import { type ReadKeys, readKeys } from './keys/read-keys';
import { rememberFiles } from './keys/recheck-keys';
import { rereadTags } from './keys/reread-tags';
import { takenBases } from './keys/taken-bases';
import { planRequests } from './plan/plan-requests';
import { planRun } from './plan/plan-run';
import { readCompressions } from './plan/read-compressions';
import { readRun } from './plan/read-run';
import { namesHoldKeys } from './plan/task-naming';
import { withBuilder } from './plan/with-builder';
import { withWorkspaceOptions } from './plan/with-workspace-options';
import { printExplanation, printedFolder, printPlan } from './print-plan';
import { printNotes, reportResults } from './report-results';
import { exportCachedTargets } from './reuse/export-cached-targets';
import { lookUp } from './reuse/look-up';
import { recordBuiltImages } from './reuse/record-built-images';
import { type BuildContext, engineClient, type RunContext } from './run-context';
import type { RunFacts, RunPlan } from './run-plan';
import {
  buildableTasks,
  failedOutcomes,
  finishedOutcomes,
  shownOutcomes,
  stoppedOutcomes,
} from './task-outcomes';

/** Reads, plans and builds what tasks ask for. @param outside all that is not the workspace's */
export async function* runBuild(
  given: readonly BuildTask[],
  executor: ExecutorContext,
  outside: Omit<BuildContext, 'workspaceRoot'>,
): AsyncGenerator<TaskOutcome> {
  const context: BuildContext = { ...outside, workspaceRoot: executor.root };
  const { environment } = context;
  const plugin = readPluginOptions(executor);
  const { tasks, notes } = withWorkspaceOptions(given, { plugin, environment });
  const facts = await withBuilder(tasks, await readRun(tasks, executor, context), context);
  const compressions = await readCompressions(tasks, context);
  yield* buildImages(tasks, { ...facts, notes, ...(compressions && { compressions }) }, context);
}

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
  const context: RunContext = {
    ...outside,
    runFolder: folder?.path ?? printedFolder(requests, outside),
    started: Date.now(),
  };
  try {
    const content = planContent({ ...requests.bake, ...context });
    // What is only printed needs keys where names hold them; else nothing is asked of the engine.
    const needsKeys = !requests.print || namesHoldKeys(requests.tasks, facts);
    const read = needsKeys ? await readKeys(requests, content, context) : undefined;
    const plan = planRun(requests, facts, read?.keys ?? new Map());
    const bake = planBake(content, plan.requests);

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

/** Carries out a plan: looks up what exists, builds and pushes the rest, records and reports it. */
async function* runPlan(
  plan: RunPlan,
  bake: BakePlan,
  read: ReadKeys,
  context: RunContext,
): AsyncGenerator<TaskOutcome> {
  const lookedUp = await lookUp(plan, bake, read, context);
  // Without an engine nothing is built at all, which is told below.
  if (!read.source.isAway) printNotes(lookedUp.notes, context);

  if (Object.keys(lookedUp.left.targets).length > 0) {
    rememberFiles(read.source, context.recordsFolder);
  }
  const taken = takenBases();
  const watched = { ...context, onBase: taken.add };
  const open = new Set(buildableTasks(plan));
  const results = new Map<string, BuildResult>();
  const building = buildAndPush(plan, lookedUp, watched);
  let next = await building.next();
  while (!next.done) {
    results.set(next.value.image, next.value);
    yield* finishedOutcomes(open, results, plan);
    next = await building.next();
  }
  const summary = next.value;
  printNotes(summary.notes, context);

  const { builder } = summary;
  if ([...results.values()].some(wasBuilt)) {
    const asked = { engine: engineOf(plan.engine), client: engineClient(plan, context) };
    (await rereadTags(read.source.openTags, asked)).forEach(taken.add);
  }
  const scope = { read, lookedUp, taken: taken.digests, builder, context: watched };
  printNotes(await recordBuiltImages(plan, results, scope), context);
  printNotes(await exportCachedTargets(plan, results, scope), context);

  yield* stoppedOutcomes(open, plan);
  await reportResults(plan, results, summary, context);
}
