import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ExecutorContext } from '@nx/devkit';
import type { Engine } from '../../engine/engine';
import { workspaceEngine } from '../../engine/engine-of';
import { hostUrls, publishedPorts } from '../../images/nx/published-ports';
import { hasCommand, type RunOptions, runArguments } from '../../images/nx/run-arguments';
import type { EngineName } from '../../images/options/engine-capabilities';
import { planRequest } from '../../images/options/plan-request';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { runCommand } from '../../process/run-command';
import { readExecutorWorkspace } from '../../workspace/model/read-executor-workspace';
import { type StopSignal, stopSignal } from '../../workspace/nx/stop-signal';
import { readPluginOptions } from '../../workspace/options/read-plugin-options';
import { findTakenPorts } from './find-taken-ports';
import { watchContainer } from './watch-container';

/** What an executor is asked to run. */
export interface ContainerOptions extends Partial<Omit<RunOptions, 'envFile'>> {
  /** Name of the image within its project. */
  readonly image?: string;
  /** Reference to run in place of the image's own. */
  readonly tag?: string;
  readonly engine?: EngineName;
  /** Relative to the workspace root. */
  readonly envFile?: string;
}

/** A container that is about to run. */
interface PlannedContainer {
  readonly name: string;
  readonly engine: Engine;
  readonly args: readonly string[];
  readonly ports: readonly string[];
}

/** What engines end with where the container could not be started. */
const NOT_STARTED = new Set([125, 126, 127]);

/**
 * Runs a project's image until it ends or the task is stopped; no container stays. A stop is a success, unless the
 * target says that it ends by itself: a migration that was cut off has not been done.
 */
export async function runContainer(
  options: ContainerOptions,
  context: ExecutorContext,
): Promise<{ readonly success: boolean }> {
  const planned = await planContainer(options, context);
  if ('problems' in planned) {
    process.stderr.write(`${planned.problems.map(formatProblem).join('\n')}\n`);
    return { success: false };
  }
  const { name, ports } = planned;
  process.stdout.write(`Container ${[name, ...hostUrls(ports)].join(' ')}\n`);
  const stop = stopSignal({ withParent: true });
  try {
    const exitCode = await runUntilStopped(planned, stop, context.root);
    if (exitCode !== undefined && NOT_STARTED.has(exitCode)) {
      const taken = await findTakenPorts(ports, commandOf(context));
      for (const problem of taken) process.stderr.write(`${formatProblem(problem)}\n`);
    }
    const isStopped = stop.signal.aborted;
    if (exitCode !== undefined && exitCode !== 0 && !isStopped) {
      process.stderr.write(`Container ${name} ended with exit code ${exitCode}\n`);
    }
    return { success: isStopped ? endsWhenStopped(context) : exitCode === 0 };
  } finally {
    stop.dispose();
  }
}

async function planContainer(
  options: ContainerOptions,
  context: ExecutorContext,
): Promise<PlannedContainer | { readonly problems: readonly Problem[] }> {
  const { root: cwd, projectName: project = '' } = context;
  const { workspace, projectRoots } = await readExecutorWorkspace(context);
  const root = projectRoots.get(project) ?? project;
  const { images, problems } = planRequest(
    { name: project, root },
    workspace.images.byRoot.get(root) ?? [],
    options.image === undefined ? {} : { image: options.image },
  );
  const [image] = images;
  if (!image || problems.length > 0) return { problems };
  const chosen = workspaceEngine(options.engine ?? readPluginOptions(context).engine);
  if ('problem' in chosen) return { problems: [chosen.problem] };
  const { engine } = chosen;
  const reference = options.tag ?? image.reference;
  const exposed = await engine.readExposedPorts(reference, { run: runCommand, cwd });
  if ('problem' in exposed) return { problems: [exposed.problem] };
  const name = `${image.id}-${process.pid}`;
  // Another command than the image's need not listen, and a second container could not have the same port.
  const usual = hasCommand(options) ? [] : publishedPorts(exposed.ports, options.env);
  const ports = options.ports ?? usual;
  const args = runArguments(
    { reference, container: name },
    {
      ...options,
      ports,
      readOnly: options.readOnly ?? true,
      stopTimeout: options.stopTimeout ?? 10,
      ...(options.envFile && { envFile: resolve(cwd, options.envFile) }),
    },
  );
  return { name, engine, args, ports };
}

/** @returns what the engine's client ended with; undefined where it did not start */
async function runUntilStopped(
  { name, engine, args }: PlannedContainer,
  stop: StopSignal,
  cwd: string,
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
    stdio: 'inherit',
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

/** Whether the target runs until it is stopped, as one does that says nothing of it. */
function endsWhenStopped({ target }: ExecutorContext): boolean {
  return target === undefined || target.continuous === true;
}

/** How the task is called: `nx run-image api`. */
function commandOf({ targetName = 'run-image', projectName = '' }: ExecutorContext): string {
  return `nx ${targetName} ${projectName}`;
}
