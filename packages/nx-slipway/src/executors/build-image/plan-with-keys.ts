import { planBake } from '../../bake/plan-bake';
import type { BuildTask } from './build-task';
import { planRun, type RunFacts, type RunPlan } from './plan-run';
import { type KeySurroundings, readKeys } from './read-keys';

/** Nothing is written below it: what is in the plan is all that a key is made of. */
const NO_FOLDER = '/run';

/** Plans a run; a second time where names of images hold their keys, which a plan is needed for. */
export async function planWithKeys(
  tasks: readonly BuildTask[],
  facts: RunFacts,
  { run, ...folders }: Pick<KeySurroundings, 'workspaceRoot' | 'recordsFolder' | 'run'>,
): Promise<RunPlan> {
  const plan = planRun(tasks, facts);
  if (!plan.lacksKeys) return plan;
  const place = { ...folders, runFolder: NO_FOLDER };
  const { keys } = await readKeys(plan, planBake({ ...plan.bake, ...place }), { ...place, run });
  const known = [...keys].flatMap(([image, key]) =>
    key.kind === 'keyed' ? [[image, key.key] as const] : [],
  );
  return planRun(tasks, { ...facts, keys: new Map(known) });
}
