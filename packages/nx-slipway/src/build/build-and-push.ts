import type { BuildResult } from '../engine/build-result';
import type { RunSummary } from '../engine/docker/run-bake';
import { engineOf } from '../engine/engine-of';
import { digestFiles } from '../workspace/files/digest-files';
import { writePlan } from '../workspace/files/run-folder';
import { pushBuilt } from './push-built';
import { printStep } from './report-results';
import type { LookedUp } from './reuse/look-up';
import { engineRun, type RunContext } from './run-context';
import type { RunPlan } from './run-plan';

/**
 * Builds what is left of a run and pushes it. Yields the result of each image as soon as it is known: first of those
 * that exist. What is not built when the run is aborted has none.
 */
export async function* buildAndPush(
  plan: RunPlan,
  { kept: { bake }, done, published, unpushed }: LookedUp,
  context: RunContext,
): AsyncGenerator<BuildResult, RunSummary> {
  const { workspaceRoot, environment, runFolder } = context;
  const onPushed = digestFiles({
    workspaceRoot,
    files: plan.push.digestFiles,
    ...(environment.GITHUB_OUTPUT && { gitHubOutput: environment.GITHUB_OUTPUT }),
  });
  for (const each of published) onPushed(each);
  yield* done;

  if (Object.keys(bake.targets).length + unpushed.length > 0) writePlan(bake, runFolder);
  const engine = engineOf(plan.engine);
  const call = engineRun(plan, context);
  const building = engine.build(bake, {
    ...call,
    onStep: (step) => printStep(step, bake, context),
  });
  const built = { bake, push: plan.push, existing: unpushed };
  return yield* pushBuilt(building, built, { ...call, engine, onPushed });
}
