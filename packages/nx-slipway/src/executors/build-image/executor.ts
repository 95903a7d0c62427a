import type { ExecutorContext } from '@nx/devkit';
import { buildTasks } from './build-tasks';
import type { BuildImageSchema } from './schema';

/** Builds the images of one project: the batch of one. */
export default async function buildImage(
  options: BuildImageSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const { projectName: project = '', targetName = '' } = context;
  const task = { id: `${project}:${targetName}`, project, options, dependencies: [] };
  let success = true;
  for await (const outcome of buildTasks([task], context)) {
    process.stdout.write(`${outcome.output}\n`);
    success &&= outcome.success;
  }
  return { success };
}
