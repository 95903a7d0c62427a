import type { BakePlan } from '../bake/bake-plan';
import { formatBakeFile } from '../bake/format-bake-file';
import type { TargetKey } from '../bake/keys/plan-keys';
import { planPush } from '../bake/push/plan-push';
import { targetName } from '../bake/targets/target-name';
import { engineOf } from '../engine/engine-of';
import { formatCommand } from '../process/format-command';
import { formatExplanation } from '../report/format-explanation';
import { formatPushes } from '../report/format-pushes';
import { formatSharing } from '../report/format-sharing';
import { explainImages } from './reuse/explain-images';
import type { RunContext } from './run-context';
import type { RunPlan } from './run-plan';

/** Stands for the folder of a run, which is another one each time, where a plan is only printed. */
export const PRINTED_FOLDER = '<run>';

/** Prints the bake file of a plan, the commands it does not say itself, and what would be pushed. */
export function printPlan(plan: RunPlan, bake: BakePlan, context: RunContext): void {
  const { print } = context;
  print(formatBakeFile(bake.bakeFile, 2));
  const commands = engineOf(plan.engine).printedCommands(bake, context).map(formatCommand);
  if (commands.length > 0) print(`\n${commands.join('\n')}`);
  const pushes = plan.push.images.filter(
    ({ image }) => targetName(image.id) in bake.bakeFile.target,
  );
  if (pushes.length > 0) print(`\n${formatPushes(planPush(bake, pushes))}`);
  if (plan.sharing) print(`\n${formatSharing(plan.sharing)}`);
}

/** Prints what of a plan exists, and what has changed since. */
export async function printExplanation(
  plan: RunPlan,
  keys: ReadonlyMap<string, TargetKey>,
  context: RunContext,
): Promise<void> {
  context.print(formatExplanation(await explainImages(plan, keys, context)));
}
