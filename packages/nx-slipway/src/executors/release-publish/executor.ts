import type { ExecutorContext } from '@nx/devkit';
import { publishTasks } from './publish-tasks';
import type { ReleasePublishSchema } from './schema';

/** Pushes the images of one project: the batch of one. */
export default async function releasePublish(
  options: ReleasePublishSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const { projectName: project = '', targetName = '' } = context;
  let success = true;
  for await (const outcome of publishTasks(
    [{ id: `${project}:${targetName}`, project, options }],
    context,
  )) {
    process.stdout.write(`${outcome.output}\n`);
    success &&= outcome.success;
  }
  return { success };
}
