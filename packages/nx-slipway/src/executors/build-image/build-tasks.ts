import { tmpdir } from 'node:os';
import type { ExecutorContext } from '@nx/devkit';
import { engineOf } from '../../engine/engine-of';
import { type RunCommand, runCommand } from '../../engine/run-command';
import { DEFAULT_ENGINE } from '../../images/options/engine-capabilities';
import { parseBuilders } from '../../images/options/parse-builders';
import { formatProblem } from '../../problems/format-problem';
import { ProblemsError } from '../../problems/problems-error';
import { recordsFolder } from '../../workspace/cache/image-records';
import { digestFiles } from '../../workspace/files/digest-files';
import { stopSignal, waiting } from '../../workspace/nx/stop-signal';
import { readPluginOptions } from '../../workspace/options/read-plugin-options';
import { asksForLocalPlatform } from './asks-for-local-platform';
import { buildImages } from './build-images';
import type { BuildTask, TaskOutcome } from './build-task';
import { namedEngines } from './named-engines';
import type { RunFacts } from './plan-run';
import { planWithKeys } from './plan-with-keys';
import { readRun } from './read-run';
import { withWorkspaceOptions } from './with-workspace-options';

/** Reads, plans and builds what tasks ask for; yields an outcome for every task and never throws. */
export async function* buildTasks(
  given: readonly BuildTask[],
  context: ExecutorContext,
): AsyncGenerator<TaskOutcome> {
  const open = new Set(given.map(({ id }) => id));
  const stop = stopSignal();
  const run: RunCommand = (command, options) =>
    runCommand(command, { ...options, hurry: stop.hurry });
  try {
    const { tasks, notes } = withWorkspaceOptions(given, {
      plugin: readPluginOptions(context),
      environment: process.env,
    });
    const facts = await withLocalPlatform(tasks, await readRun(tasks, context, run), {
      run,
      cwd: context.root,
    });
    const planned = await planWithKeys(tasks, facts, {
      workspaceRoot: context.root,
      recordsFolder: recordsFolder(process.env),
      run,
    });
    const plan = { ...planned, notes: [...notes, ...planned.notes] };
    const { GITHUB_OUTPUT: gitHubOutput } = process.env;
    const building = buildImages(plan, {
      workspaceRoot: context.root,
      run,
      abort: stop.signal,
      recordsFolder: recordsFolder(process.env),
      print: (text) => process.stdout.write(`${text}\n`),
      wait: waiting(stop.signal),
      onPushed: digestFiles({
        workspaceRoot: context.root,
        files: plan.push.digestFiles,
        ...(gitHubOutput && { gitHubOutput }),
      }),
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

async function withLocalPlatform(
  tasks: readonly BuildTask[],
  facts: RunFacts,
  client: { readonly run: RunCommand; readonly cwd: string },
): Promise<RunFacts> {
  const [builder] = parseBuilders(tasks.flatMap(({ options }) => options.builder ?? [])[0]);
  const [engine = DEFAULT_ENGINE] = namedEngines(tasks);
  const native = asksForLocalPlatform(tasks, facts)
    ? await engineOf(engine).readNativePlatform(builder, client)
    : undefined;
  return native ? { ...facts, localPlatform: native } : facts;
}

function unexpected(error: unknown): string {
  if (error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT)$/.test(`${error.code}`)) {
    return formatProblem({ kind: 'own-disk-full', folder: tmpdir(), detail: error.message });
  }
  const detail = error instanceof Error ? error.stack : String(error);
  return `nx-slipway failed in a way it should not; please report it with this:\n${detail}`;
}
