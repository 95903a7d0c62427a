import type { ExecutorContext } from '@nx/devkit';
import { singleResult, singleTask } from '../../build/batch-tasks';
import { buildTasks } from '../../build/build-tasks';
import { pushTask } from '../../build/push-task';
import type { PushImageSchema } from './schema';
import { properties } from './schema.json';

/** Pushes the images of one project: the batch of one. */
export default async function pushImage(
  options: PushImageSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return singleResult(
    buildTasks([pushTask(singleTask(options, context, Object.keys(properties)), context)], context),
  );
}
