import type { ExecutorContext } from '@nx/devkit';
import { singleResult, singleTask } from '../../build/batch-tasks';
import { publishTasks } from '../../release/publish-tasks';
import { properties as buildProperties } from '../build-image/schema.json';
import { publishOptions } from './publish-options';
import type { ReleasePublishSchema } from './schema';

/** Pushes the images of one project: the batch of one. */
export default async function releasePublish(
  options: ReleasePublishSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const task = singleTask(options, { schemas: publishOptions, context });
  return singleResult(publishTasks([task], buildProperties, context));
}
