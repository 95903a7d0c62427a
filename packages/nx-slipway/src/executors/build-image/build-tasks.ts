import type { ExecutorContext } from '@nx/devkit';
import { runCommand } from '../../engine/run-command';
import { ProblemsError } from '../../problems/problems-error';
import { stopSignal } from '../../workspace/stop-signal';
import { buildImages } from './build-images';
import type { BuildTask, TaskOutcome } from './build-task';
import { planRun } from './plan-run';
import { readRun } from './read-run';

/** Reads, plans and builds what tasks ask for; yields an outcome for every task and never throws. */
export async function* buildTasks(
  tasks: readonly BuildTask[],
  context: ExecutorContext,
): AsyncGenerator<TaskOutcome> {
  const open = new Set(tasks.map(({ id }) => id));
  const stop = stopSignal();
  try {
    const building = buildImages(planRun(tasks, await readRun(tasks, context, runCommand)), {
      workspaceRoot: context.root,
      run: runCommand,
      abort: stop.signal,
      print: (text) => process.stdout.write(`${text}\n`),
    });
    for await (const outcome of building) {
      open.delete(outcome.task);
      yield outcome;
    }
  } catch (error) {
    // Nx fails every task of a batch that throws, also those already built.
    const output = error instanceof ProblemsError ? error.message : unexpected(error);
    for (const task of open) {
      yield { task, success: false, output };
    }
  } finally {
    stop.dispose();
  }
}

function unexpected(error: unknown): string {
  const detail = error instanceof Error ? error.stack : String(error);
  return `nx-slipway failed in a way it should not; please report it with this:\n${detail}`;
}
