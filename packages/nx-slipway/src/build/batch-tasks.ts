import type { TaskGraph } from '@nx/devkit';
import type { BuildTask, TaskOutcome } from './build-task';
import { calledTask, checkTask, type TaskScope } from './options/check-task';

/** What Nx is told of one task of a batch. */
export interface BatchResult {
  readonly task: string;
  readonly result: { readonly success: boolean; readonly terminalOutput: string };
}

/** A task of a batch with the options its executor has. */
export interface BatchTask<Options> extends Omit<BuildTask, 'options'> {
  readonly options: Options;
  readonly configuration?: string;
}

/**
 * The tasks of a batch as Nx hands it over. Their options are checked: those that are wrong are problems of the task.
 *
 * @param inputs options by task id
 */
export function batchTasks<Options extends object>(
  taskGraph: TaskGraph,
  inputs: Readonly<Record<string, Options>>,
  { schemas, context }: TaskScope,
): readonly BatchTask<Options>[] {
  return Object.values(taskGraph.tasks).map(({ id, target }) => {
    const { project, target: name, configuration } = target;
    const given = { id, project, target: name, options: inputs[id] ?? ({} as Options) };
    return {
      ...{ id, project, ...checkTask(given, schemas, context) },
      dependencies: dependencyIds(taskGraph, id),
      ...(configuration && { configuration }),
    };
  });
}

/** Outcomes in Nx's terms. */
export async function* batchResults(
  outcomes: AsyncGenerator<TaskOutcome>,
): AsyncGenerator<BatchResult> {
  for await (const { task, success, output } of outcomes) {
    yield { task, result: { success, terminalOutput: `${output}\n` } };
  }
}

/** The one task that Nx calls an executor for, as a batch has it. */
export function singleTask<Options extends object>(
  options: Options,
  { schemas, context }: TaskScope,
): BatchTask<Options> {
  const task = calledTask(options, context);
  const { configurationName: configuration } = context;
  return {
    ...{ id: task.id, project: task.project, ...checkTask(task, schemas, context) },
    dependencies: [],
    ...(configuration && { configuration }),
  };
}

/** Prints outcomes as they arrive. @returns whether all of them are successes */
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

/** Edges are strings up to Nx 23 and objects from Nx 24. */
function dependencyIds({ dependencies }: TaskGraph, id: string): readonly string[] {
  const edges: readonly (string | { readonly id: string })[] = dependencies[id] ?? [];
  return edges.map((edge) => (typeof edge === 'string' ? edge : edge.id));
}
