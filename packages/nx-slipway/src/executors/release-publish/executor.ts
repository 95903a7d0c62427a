import type { ExecutorContext } from '@nx/devkit';
import { singleResult, singleTask } from '../../build/batch-tasks';
import { publishTasks } from '../../release/publish-tasks';
import type { ReleasePublishSchema } from './schema';

/** Pushes the images of one project: the batch of one. */
export default async function releasePublish(
  options: ReleasePublishSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return singleResult(publishTasks([singleTask(options, context)], context));
}
