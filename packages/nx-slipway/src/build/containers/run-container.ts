import { resolve } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { workspaceEngine } from '../../engine/engine-of';
import { publishedPorts } from '../../images/nx/published-ports';
import { hasCommand, type RunOptions, runArguments } from '../../images/nx/run-arguments';
import type { EngineName } from '../../images/options/engine-capabilities';
import { planRequest } from '../../images/options/plan-request';
import { runCommand } from '../../process/run-command';
import { readExecutorWorkspace } from '../../workspace/model/read-executor-workspace';
import { readPluginOptions } from '../../workspace/options/read-plugin-options';
import { type PlannedContainer, runPlanned, type Unplanned } from './run-planned';

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

/**
 * Runs a project's image until it ends or the task is stopped; no container stays. A stop is a success, unless the
 * target says that it ends by itself: a migration that was cut off has not been done.
 */
export async function runContainer(
  options: ContainerOptions,
  context: ExecutorContext,
): Promise<{ readonly success: boolean }> {
  const planned = await planContainer(options, context);
  return await runPlanned(planned, context, { endsWhenStopped: runsOn(context) });
}

/** Whether the target runs until it is stopped, as one does that says nothing of it. */
function runsOn({ target }: ExecutorContext): boolean {
  return target === undefined || target.continuous === true;
}

async function planContainer(
  options: ContainerOptions,
  context: ExecutorContext,
): Promise<PlannedContainer | Unplanned> {
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
