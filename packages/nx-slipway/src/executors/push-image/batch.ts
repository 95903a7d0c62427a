import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { type BatchResult, batchTasks, runBatch } from '../build-image/batch-tasks';
import { pushTask } from './push-task';
import type { PushImageSchema } from './schema';

/** Builds the images of all tasks of a run in one engine invocation, and pushes them. */
export default async function* pushImageBatch(
  taskGraph: TaskGraph,
  inputs: Record<string, PushImageSchema>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  const tasks = batchTasks(taskGraph, inputs);
  yield* runBatch(
    tasks.map((task) => pushTask(task, context)),
    context,
  );
}
