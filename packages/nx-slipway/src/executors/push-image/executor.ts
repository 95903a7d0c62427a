import type { ExecutorContext } from '@nx/devkit';
import { singleResult, singleTask } from '../../build/batch-tasks';
import { buildTasks } from '../../build/build-tasks';
import { pushTask } from '../../build/push-task';
import { properties as buildProperties } from '../build-image/schema.json';
import type { PushImageSchema } from './schema';
import { properties } from './schema.json';

/** Pushes the images of one project: the batch of one. */
export default async function pushImage(
  options: PushImageSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const task = singleTask(options, { schemas: properties, context });
  return singleResult(buildTasks([pushTask(task, buildProperties, context)], context));
}
