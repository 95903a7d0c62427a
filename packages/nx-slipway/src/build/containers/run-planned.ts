import { setTimeout } from 'node:timers/promises';
import type { ExecutorContext } from '@nx/devkit';
import type { Engine } from '../../engine/engine';
import { formatProblem } from '../../problems/format-problem';
import { formatProblems } from '../../problems/format-problems';
import type { Problem } from '../../problems/problem';
import { type RunOptions, runCommand } from '../../process/run-command';
import { type StopSignal, stopSignal } from '../../workspace/nx/stop-signal';
import { announceAddresses } from './announce-addresses';
import { findTakenPorts } from './find-taken-ports';
import { type MissingLibrary, missingLibrary } from './missing-library';
import { watchContainer } from './watch-container';

/** A container that is about to run. */
export interface PlannedContainer {
  readonly name: string;
  readonly engine: Engine;
  readonly args: readonly string[];
  /** As they are published. */
  readonly ports: readonly string[];
  /** Those of them that a person may open once they answer; all if absent. */
  readonly opened?: readonly string[];
}

/** Why none runs. */
export interface Unplanned {
  readonly problems: readonly Problem[];
}

/** What engines end with where the container could not be started. */
const NOT_STARTED = new Set([125, 126, 127]);

/**
 * Runs a container until it ends or the task is stopped; none stays.
 *
 * @param options.endsWhenStopped a stop is how it ends, and no failure
 */
export async function runPlanned(
  planned: PlannedContainer | Unplanned,
  context: ExecutorContext,
  { endsWhenStopped = false } = {},
): Promise<{ readonly success: boolean }> {
  if ('problems' in planned) {
    process.stderr.write(`${formatProblems(planned.problems)}\n`);
    return { success: false };
  }
  const { name, ports, opened = ports } = planned;
  const announce = await announceAddresses(opened);
  process.stdout.write(`Container ${name}\n`);
  const stop = stopSignal({ withParent: true });
  const ended = new AbortController();
  try {
    void announce((url) => process.stdout.write(`Answers at ${url}\n`), ended.signal);
    const missing = new Map<string, MissingLibrary>();
    // Nx takes it for its cache, and the last words of a container tell why it ended.
    const output: RunOptions = {
      onStdoutLine: (line) => void process.stdout.write(`${line}\n`),
      onStderrLine: (line) => {
        process.stderr.write(`${line}\n`);
        const found = missingLibrary(line);
        if (found) missing.set(found.library, found);
      },
    };
    const exitCode = await runUntilStopped(planned, { stop, cwd: context.root, output });
    ended.abort();
    if (exitCode !== undefined && NOT_STARTED.has(exitCode)) {
      const taken = await findTakenPorts(ports, commandOf(context));
      for (const problem of taken) process.stderr.write(`${formatProblem(problem)}\n`);
    }
    const isStopped = stop.signal.aborted;
    if (exitCode !== undefined && exitCode !== 0 && !isStopped) {
      process.stderr.write(`Container ${name} ended with exit code ${exitCode}\n`);
      for (const each of missing.values()) {
        const problem: Problem = {
          kind: 'library-missing',
          ...each,
          project: context.projectName ?? '',
        };
        process.stderr.write(`${formatProblem(problem)}\n`);
      }
    }
    return { success: isStopped ? endsWhenStopped : exitCode === 0 };
  } finally {
    ended.abort();
    stop.dispose();
  }
}

/** @returns what the engine's client ended with; undefined where it did not start */
async function runUntilStopped(
  { name, engine, args }: PlannedContainer,
  {
    stop,
    cwd,
    output,
  }: { readonly stop: StopSignal; readonly cwd: string; readonly output: RunOptions },
): Promise<number | undefined> {
  const command = (words: readonly string[]) => engine.containerCommand(words, cwd);
  const [stopIt, removeIt] = [command(['stop', name]), command(['rm', '--force', name])];
  const watch = watchContainer([stopIt, removeIt]);
  const ended = new AbortController();
  const giveUp = new AbortController();
  const stopping = new Promise<void>((done) => {
    const end = async (): Promise<void> => {
      // The container may not be there yet, or be created and not run yet.
      for (let tries = 0; tries < 40 && !ended.signal.aborted; tries += 1) {
        if ((await runCommand(stopIt)).exitCode === 0) await runCommand(removeIt);
        await setTimeout(250, undefined, { signal: ended.signal }).catch(() => undefined);
      }
      giveUp.abort();
    };
    ended.signal.addEventListener('abort', () => done());
    stop.signal.addEventListener('abort', () => void end().then(done));
  });
  const { exitCode, failure } = await runCommand(command(args), {
    ...output,
    abort: giveUp.signal,
  });
  ended.abort();
  await stopping;
  if (failure) process.stderr.write(`${failure}\n`);
  // One that was created and did not start is not removed by --rm.
  if (exitCode !== 0) await runCommand(removeIt);
  watch.done();
  return exitCode;
}

/** How the task is called: `nx run-image api`. */
function commandOf({ targetName = 'run-image', projectName = '' }: ExecutorContext): string {
  return `nx ${targetName} ${projectName}`;
}
