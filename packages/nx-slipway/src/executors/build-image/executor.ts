import type { ExecutorContext } from '@nx/devkit';
import { singleResult, singleTask } from '../../build/batch-tasks';
import { buildTasks } from '../../build/build-tasks';
import type { BuildImageSchema } from './schema';
import { properties } from './schema.json';

/** Builds the images of one project: the batch of one. */
export default async function buildImage(
  options: BuildImageSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return singleResult(buildTasks([singleTask(options, { schemas: properties, context })], context));
}
