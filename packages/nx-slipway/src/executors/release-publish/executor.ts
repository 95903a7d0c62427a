import type { ExecutorContext } from '@nx/devkit';
import { publishTasks } from './publish-tasks';
import type { ReleasePublishSchema } from './schema';

/** Pushes the images of one project: the batch of one. */
export default async function releasePublish(
  options: ReleasePublishSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const { projectName: project = '', targetName = '', configurationName: configuration } = context;
  const id = `${project}:${targetName}`;
  const task = { id, project, options, dependencies: [], ...(configuration && { configuration }) };
  let success = true;
  for await (const outcome of publishTasks([task], context)) {
    process.stdout.write(`${outcome.output}\n`);
    success &&= outcome.success;
  }
  return { success };
}
