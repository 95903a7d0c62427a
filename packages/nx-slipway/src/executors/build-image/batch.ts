import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { type BatchResult, batchResults, batchTasks } from '../../build/batch-tasks';
import { buildTasks } from '../../build/build-tasks';
import type { BuildImageSchema } from './schema';
import { properties } from './schema.json';

/** Builds the images of all tasks of a run in one engine invocation. */
export default async function* buildImageBatch(
  taskGraph: TaskGraph,
  inputs: Record<string, BuildImageSchema>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  yield* batchResults(
    buildTasks(batchTasks(taskGraph, inputs, { schemas: properties, context }), context),
  );
}
