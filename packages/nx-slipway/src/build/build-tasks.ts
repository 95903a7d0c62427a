import type { ExecutorContext } from '@nx/devkit';
import { formatProblem } from '../problems/format-problem';
import { withoutLogins } from '../problems/logins';
import { ProblemsError } from '../problems/problems-error';
import { runCommand } from '../process/run-command';
import { recordsFolder } from '../workspace/cache/image-records';
import { hostDiskFull } from '../workspace/files/host-disk-full';
import { stopSignal, waiting } from '../workspace/nx/stop-signal';
import type { BuildTask, TaskOutcome } from './build-task';
import { runBuild } from './run';

/** Builds what tasks ask for; yields an outcome for every task and never throws. */
export async function* buildTasks(
  tasks: readonly BuildTask[],
  context: ExecutorContext,
): AsyncGenerator<TaskOutcome> {
  const open = new Set(tasks.map(({ id }) => id));
  const stop = stopSignal();
  try {
    const outcomes = runBuild(tasks, context, {
      run: (command, options) => runCommand(command, { ...options, kill: stop.kill }),
      abort: stop.signal,
      environment: process.env,
      recordsFolder: recordsFolder(process.env),
      // Logs are read by others; Dockerfiles and build arguments may hold a login.
      print: (text) => process.stdout.write(`${withoutLogins(text)}\n`),
      wait: waiting(stop.signal),
    });
    for await (const outcome of outcomes) {
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
  const full = hostDiskFull(error);
  if (full) return formatProblem(full);
  const detail = error instanceof Error ? error.stack : String(error);
  return `Unexpected error in nx-slipway. Please report it:\n${withoutLogins(detail ?? '')}`;
}
