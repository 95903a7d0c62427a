import { resolve } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { workspaceEngine } from '../../engine/engine-of';
import { runArguments } from '../../images/nx/run-arguments';
import { planRequest } from '../../images/options/plan-request';
import { formatProblem } from '../../problems/format-problem';
import { runCommand } from '../../process/run-command';
import { readExecutorWorkspace } from '../../workspace/model/read-executor-workspace';
import { stopSignal } from '../../workspace/nx/stop-signal';
import { readPluginOptions } from '../../workspace/options/read-plugin-options';
import type { RunImageSchema } from './schema';

/** Runs a service's image until it ends or the task is stopped; stopping it is a success. */
export default async function runImage(
  options: RunImageSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const { root: cwd, projectName: project = '' } = context;
  const { workspace, projectRoots } = await readExecutorWorkspace(context);
  const root = projectRoots.get(project) ?? project;
  const { images, problems } = planRequest(
    { name: project, root },
    workspace.images.byRoot.get(root) ?? [],
    options.image === undefined ? {} : { image: options.image },
  );
  const [image] = images;
  if (!image || problems.length > 0) {
    process.stderr.write(`${problems.map(formatProblem).join('\n')}\n`);
    return { success: false };
  }

  const reference = options.tag ?? image.reference;
  const chosen = workspaceEngine(options.engine ?? readPluginOptions(context).engine);
  if ('problem' in chosen) {
    process.stderr.write(`${formatProblem(chosen.problem)}\n`);
    return { success: false };
  }
  const { engine } = chosen;
  const exposed = await engine.readExposedPorts(reference, { run: runCommand, cwd });
  if ('problem' in exposed) {
    process.stderr.write(`${formatProblem(exposed.problem)}\n`);
    return { success: false };
  }
  const container = `${image.id}-${process.pid}`;
  const args = runArguments(
    { reference, container, exposed: exposed.ports },
    {
      ...options,
      readOnly: options.readOnly ?? true,
      stopTimeout: options.stopTimeout ?? 10,
      ...(options.envFile && { envFile: resolve(cwd, options.envFile) }),
    },
  );

  const stop = stopSignal();
  const giveUp = new AbortController();
  const stopContainer = async (): Promise<void> => {
    const { exitCode } = await runCommand(engine.containerCommand(['stop', container], cwd));
    // The container may not be there yet; then its start is called off.
    if (exitCode !== 0) giveUp.abort();
  };
  stop.signal.addEventListener('abort', () => void stopContainer());
  try {
    const { exitCode, failure } = await runCommand(engine.containerCommand(args, cwd), {
      stdio: 'inherit',
      abort: giveUp.signal,
    });
    if (failure) {
      process.stderr.write(`${failure}\n`);
    }
    return { success: exitCode === 0 || stop.signal.aborted };
  } finally {
    stop.dispose();
  }
}
