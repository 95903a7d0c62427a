import type { ExecutorContext } from '@nx/devkit';
import { buildTasks } from '../build-image/build-tasks';
import { pushTask } from './push-task';
import type { PushImageSchema } from './schema';

/** Pushes the images of one project: the batch of one. */
export default async function pushImage(
  options: PushImageSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const { projectName: project = '', targetName = '', configurationName: configuration } = context;
  const id = `${project}:${targetName}`;
  const task = pushTask(
    { id, project, options, dependencies: [], ...(configuration && { configuration }) },
    context,
  );
  let success = true;
  for await (const outcome of buildTasks([task], context)) {
    process.stdout.write(`${outcome.output}\n`);
    success &&= outcome.success;
  }
  return { success };
}
