import { posix } from 'node:path';
import type { BakePlan } from '../bake/bake-plan';
import { formatBakeFile } from '../bake/format-bake-file';
import type { TargetKey } from '../bake/keys/plan-keys';
import { planPush } from '../bake/push/plan-push';
import { relativeBakeFile } from '../bake/relative-bake-file';
import { targetName } from '../bake/targets/target-name';
import { engineOf } from '../engine/engine-of';
import { formatCommand } from '../process/format-command';
import { formatExplanation } from '../report/format-explanation';
import { formatPushes } from '../report/format-pushes';
import { formatSharing } from '../report/format-sharing';
import { writeFiles } from '../workspace/files/run-folder';
import { explainImages } from './reuse/explain-images';
import type { RunContext } from './run-context';
import type { RunPlan } from './run-plan';

/** Stands for the folder of a run, which is another one each time, where a plan is only printed. */
const PRINTED_FOLDER = '<run>';

/** Folder of the files of a plan that is not built: the one that it is written into, or none. */
export function printedFolder(
  { bakeFolder }: Pick<RunPlan, 'bakeFolder'>,
  { workspaceRoot }: Pick<RunContext, 'workspaceRoot'>,
): string {
  return bakeFolder === undefined ? PRINTED_FOLDER : posix.join(workspaceRoot, bakeFolder);
}

/** Prints the bake file of a plan, the commands it does not say itself, and what would be pushed. */
export function printPlan(plan: RunPlan, bake: BakePlan, context: RunContext): void {
  const { print } = context;
  if (plan.bakeFolder === undefined) {
    print(formatBakeFile(bake.bakeFile, 2));
    const commands = engineOf(plan.engine).printedCommands(bake, context).map(formatCommand);
    if (commands.length > 0) print(`\n${commands.join('\n')}`);
  } else {
    writePlanFor(plan.bakeFolder, bake, context);
  }
  const pushes = plan.push.images.filter(
    ({ image }) => targetName(image.id) in bake.bakeFile.target,
  );
  if (pushes.length > 0) print(`\n${formatPushes(planPush(bake, pushes))}`);
  if (plan.sharing) print(`\n${formatSharing(plan.sharing)}`);
}

/** Writes a plan for another client of the engine, and prints how that is called. */
function writePlanFor(bakeFolder: string, bake: BakePlan, context: RunContext): void {
  const { workspaceRoot, runFolder, print } = context;
  const file = posix.join(bakeFolder, 'bake.json');
  const text = `${formatBakeFile(relativeBakeFile(bake.bakeFile, workspaceRoot), 2)}\n`;
  writeFiles(runFolder, { ...bake.files, 'bake.json': text });
  const allowed = [
    ...bake.allowRead.filter((path) => path !== runFolder).map((path) => `--allow=fs.read=${path}`),
    ...bake.cacheFolders.map((path) => `--allow=fs=${path}`),
  ];
  const command = {
    command: 'docker',
    args: ['buildx', 'bake', `--file=${file}`, ...allowed],
    cwd: workspaceRoot,
  };
  print(`${file} builds these images in the workspace root: ${formatCommand(command)}`);
}

/** Prints what of a plan exists, and what has changed since. */
export async function printExplanation(
  plan: RunPlan,
  keys: ReadonlyMap<string, TargetKey>,
  context: RunContext,
): Promise<void> {
  context.print(formatExplanation(await explainImages(plan, keys, context)));
}
