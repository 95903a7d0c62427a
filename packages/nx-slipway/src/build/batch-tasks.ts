import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import type { BuildTask, TaskOutcome } from './build-task';
import { unknownOptions } from './unknown-options';

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
 * The tasks of a batch as Nx hands it over.
 *
 * @param inputs options by task id
 * @param known names of the options that the executor has; all are known without them
 */
export function batchTasks<Options extends object>(
  taskGraph: TaskGraph,
  inputs: Readonly<Record<string, Options>>,
  known?: readonly string[],
): readonly BatchTask<Options>[] {
  return Object.values(taskGraph.tasks).map(({ id, target }) =>
    checked(
      {
        id,
        project: target.project,
        options: inputs[id] ?? ({} as Options),
        dependencies: dependencyIds(taskGraph, id),
        ...(target.configuration && { configuration: target.configuration }),
      },
      known,
    ),
  );
}

function checked<Options extends object>(
  task: BatchTask<Options>,
  known: readonly string[] | undefined,
): BatchTask<Options> {
  return known === undefined ? task : { ...task, problems: unknownOptions(task, known) };
}

/** Outcomes in Nx's terms. */
export async function* batchResults(
  outcomes: AsyncGenerator<TaskOutcome>,
): AsyncGenerator<BatchResult> {
  for await (const { task, success, output } of outcomes) {
    yield { task, result: { success, terminalOutput: `${output}\n` } };
  }
}

/** The one task that Nx calls an executor for, as a batch has it. @param known as for a batch */
export function singleTask<Options extends object>(
  options: Options,
  { projectName: project = '', targetName = '', configurationName: configuration }: ExecutorContext,
  known?: readonly string[],
): BatchTask<Options> {
  const id = `${project}:${targetName}`;
  const more = configuration && { configuration };
  return checked({ id, project, options, dependencies: [], ...more }, known);
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
