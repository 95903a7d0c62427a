import { resolve } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { workspaceEngine } from '../../engine/engine-of';
import { isRootless } from '../../engine/is-rootless';
import { chooseDevStack } from '../../images/develop/choose-dev-stack';
import { imageName } from '../../images/model/image-name';
import { type DevRunOptions, devArguments } from '../../images/nx/dev-arguments';
import type { EngineName } from '../../images/options/engine-capabilities';
import { runCommand } from '../../process/run-command';
import { readExecutorWorkspace } from '../../workspace/model/read-executor-workspace';
import { readPluginOptions } from '../../workspace/options/read-plugin-options';
import { type DevCaller, readCaller } from './dev-caller';
import { type PlannedContainer, runPlanned, type Unplanned } from './run-planned';

/** What an executor is asked to run. */
export interface DevContainerOptions extends Omit<DevRunOptions, 'envFile'> {
  /** Project of the stack; absent for the project's own. */
  readonly stack?: string;
  readonly engine?: EngineName;
  /** Relative to the workspace root. */
  readonly envFile?: string;
}

/** Runs a command in the stage `dev` of a project's stack, on the sources as they are. */
export async function runInDev(
  options: DevContainerOptions,
  context: ExecutorContext,
  caller: DevCaller = readCaller(),
): Promise<{ readonly success: boolean }> {
  return await runPlanned(await planDevContainer(options, context, caller), context);
}

/**
 * Plans a container of the stage `dev` of a project's stack.
 *
 * @param tag of the image, where it is not its usual one
 */
export async function planDevContainer(
  options: DevContainerOptions,
  context: ExecutorContext,
  { user, hasColors }: DevCaller,
  tag?: string,
): Promise<PlannedContainer | Unplanned> {
  const { root: cwd, projectName: project = '' } = context;
  const { workspace, projectRoots } = await readExecutorWorkspace(context);
  const root = projectRoots.get(project) ?? project;
  const stack = chooseDevStack(options.stack, { root, project }, workspace);
  if ('problem' in stack) return { problems: [stack.problem] };
  const chosen = workspaceEngine(options.engine ?? readPluginOptions(context).engine);
  if ('problem' in chosen) return { problems: [chosen.problem] };
  const { engine } = chosen;
  const { id } = stack.dev;
  const reference = tag === undefined ? stack.dev.reference : `${stack.dev.reference}:${tag}`;
  const found = await engine.readExposedPorts(reference, { run: runCommand, cwd });
  if ('problem' in found) return { problems: [found.problem] };
  const isOther = user !== undefined && user.uid !== 0;
  const becomes = isOther && !(await isRootless(engine, { run: runCommand, cwd }));
  // Several projects may be tested by one process.
  const name = [id, process.pid, ...(tag === undefined ? [] : [imageName(project)])].join('-');
  const args = devArguments(
    {
      ...{ reference, container: name, workspaceRoot: cwd, folder: root, hasColors },
      ...(becomes && { user }),
    },
    { ...options, ...(options.envFile && { envFile: resolve(cwd, options.envFile) }) },
  );
  return { name, engine, args, ports: [] };
}
