import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { type BatchResult, batchResults, batchTasks } from '../../build/batch-tasks';
import { buildTasks } from '../../build/build-tasks';
import { pushTask } from '../../build/push-task';
import { properties as buildProperties } from '../build-image/schema.json';
import type { PushImageSchema } from './schema';
import { properties } from './schema.json';

/** Builds the images of all tasks of a run in one engine invocation, and pushes them. */
export default async function* pushImageBatch(
  taskGraph: TaskGraph,
  inputs: Record<string, PushImageSchema>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  const tasks = batchTasks(taskGraph, inputs, { schemas: properties, context }).map((task) =>
    pushTask(task, buildProperties, context),
  );
  yield* batchResults(buildTasks(tasks, context));
}
