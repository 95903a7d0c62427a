import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { buildTasks } from './build-tasks';
import type { BuildImageSchema } from './schema';

/** What Nx is told of one task of a batch. */
export interface BatchResult {
  readonly task: string;
  readonly result: { readonly success: boolean; readonly terminalOutput: string };
}

/** Builds the images of all tasks of a run in one engine invocation. */
export default async function* buildImageBatch(
  taskGraph: TaskGraph,
  inputs: Record<string, BuildImageSchema>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  const tasks = Object.values(taskGraph.tasks).map(({ id, target }) => ({
    id,
    project: target.project,
    options: inputs[id] ?? {},
    dependencies: dependencyIds(taskGraph, id),
  }));
  for await (const { task, success, output } of buildTasks(tasks, context)) {
    yield { task, result: { success, terminalOutput: `${output}\n` } };
  }
}

/** Edges are strings up to Nx 23 and objects from Nx 24. */
function dependencyIds({ dependencies }: TaskGraph, id: string): readonly string[] {
  const edges: readonly (string | { readonly id: string })[] = dependencies[id] ?? [];
  return edges.map((edge) => (typeof edge === 'string' ? edge : edge.id));
}
