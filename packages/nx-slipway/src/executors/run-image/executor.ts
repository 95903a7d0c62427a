import { resolve } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { workspaceEngine } from '../../engine/engine-of';
import { runCommand } from '../../engine/run-command';
import { planRequest } from '../../images/plan-request';
import { runArguments } from '../../images/run-arguments';
import { formatProblem } from '../../problems/format-problem';
import { readExecutorWorkspace } from '../../workspace/read-executor-workspace';
import { readPluginOptions } from '../../workspace/read-plugin-options';
import { stopSignal } from '../../workspace/stop-signal';
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
