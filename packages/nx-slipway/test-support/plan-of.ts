import type { BakePlan } from '../src/bake/bake-plan';
import type { TargetKey } from '../src/bake/keys/plan-keys';
import { planBake } from '../src/bake/plan-bake';
import { planContent } from '../src/bake/targets/plan-content';
import type { BuildTask } from '../src/build/build-task';
import { planRequests } from '../src/build/plan/plan-requests';
import { planRun } from '../src/build/plan/plan-run';
import type { RunFacts, RunPlan } from '../src/build/run-plan';

/** Folders that a plan is made for where nothing is written. */
const FOLDERS = { workspaceRoot: '/workspace', runFolder: '/run-folder' };

/** Plans a run as executors do. @param keys by image id; for names that hold them */
export function planOf(
  tasks: readonly BuildTask[],
  facts: RunFacts,
  keys: ReadonlyMap<string, TargetKey> = new Map(),
): RunPlan {
  return planRun(planRequests(tasks, facts), facts, keys);
}

/** The bake plan of such a run. */
export function bakePlanOf(
  tasks: readonly BuildTask[],
  facts: RunFacts,
  folders: typeof FOLDERS = FOLDERS,
): BakePlan {
  const requests = planRequests(tasks, facts);
  const draft = planContent({ ...requests.bake, ...folders });
  return planBake(draft, planRun(requests, facts, new Map()).requests);
}
