import type { ExecutorContext } from '@nx/devkit';
import type { BatchTask } from './batch-tasks';
import type { TaskOutcome } from './build-task';

/** The one task that Nx calls an executor for, as a batch has it. */
export function singleTask<Options>(
  options: Options,
  { projectName: project = '', targetName = '', configurationName: configuration }: ExecutorContext,
): BatchTask<Options> {
  const id = `${project}:${targetName}`;
  return { id, project, options, dependencies: [], ...(configuration && { configuration }) };
}

/** Prints outcomes as they come, and what they come to. */
export async function singleResult(
  outcomes: AsyncGenerator<TaskOutcome>,
): Promise<{ success: boolean }> {
  let success = true;
  for await (const outcome of outcomes) {
    process.stdout.write(`${outcome.output}\n`);
    success &&= outcome.success;
  }
  return { success };
}
