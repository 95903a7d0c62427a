import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { type BatchResult, batchResults, batchTasks } from '../../build/batch-tasks';
import { publishTasks } from '../../release/publish-tasks';
import { properties as buildProperties } from '../build-image/schema.json';
import { publishOptions } from './publish-options';
import type { ReleasePublishSchema } from './schema';

/** Pushes the images of all projects of a release in one go. */
export default async function* releasePublishBatch(
  taskGraph: TaskGraph,
  inputs: Record<string, ReleasePublishSchema>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  const tasks = batchTasks(taskGraph, inputs, { schemas: publishOptions, context });
  yield* batchResults(publishTasks(tasks, buildProperties, context));
}
