import type { ExecutorContext } from '@nx/devkit';
import { buildTasks } from '../../build/build-tasks';
import { singleResult, singleTask } from '../../build/single-task';
import type { BuildImageSchema } from './schema';

/** Builds the images of one project: the batch of one. */
export default async function buildImage(
  options: BuildImageSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return singleResult(buildTasks([singleTask(options, context)], context));
}
