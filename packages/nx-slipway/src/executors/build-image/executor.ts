import type { ExecutorContext } from '@nx/devkit';
import { buildTasks } from './build-tasks';
import type { BuildImageSchema } from './schema';
import { singleResult, singleTask } from './single-task';

/** Builds the images of one project: the batch of one. */
export default async function buildImage(
  options: BuildImageSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return singleResult(buildTasks([singleTask(options, context)], context));
}
