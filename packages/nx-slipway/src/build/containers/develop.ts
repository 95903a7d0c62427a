import { resolve } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { workspaceEngine } from '../../engine/engine-of';
import { isRootless } from '../../engine/is-rootless';
import { chooseDeveloped } from '../../images/develop/choose-developed';
import { planDevelop } from '../../images/develop/plan-develop';
import { devArguments } from '../../images/nx/dev-arguments';
import type { EngineName } from '../../images/options/engine-capabilities';
import { runCommand } from '../../process/run-command';
import { workspaceReader } from '../../workspace/files/workspace-reader';
import { readExecutorWorkspace } from '../../workspace/model/read-executor-workspace';
import { readPluginOptions } from '../../workspace/options/read-plugin-options';
import { type DevCaller, readCaller } from './dev-caller';
import { type PlannedContainer, runPlanned, type Unplanned } from './run-planned';

/** What an executor is asked to run. */
export interface DevelopOptions {
  /** Name of the image within its project. */
  readonly image?: string;
  readonly debug?: boolean;
  readonly debugPort?: number;
  readonly reload?: boolean;
  /** Project of the stack; absent for the project's own. */
  readonly stack?: string;
  readonly engine?: EngineName;
  readonly ports?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Relative to the workspace root. */
  readonly envFile?: string;
  readonly network?: string;
  readonly containerArgs?: readonly string[];
}

/** Runs the command of an image on the sources as they are, until it ends or the task is stopped. */
export async function develop(
  options: DevelopOptions,
  context: ExecutorContext,
  caller: DevCaller = readCaller(),
): Promise<{ readonly success: boolean }> {
  const planned = await planContainer(options, context, caller);
  return await runPlanned(planned, context, { endsWhenStopped: true });
}

async function planContainer(
  options: DevelopOptions,
  context: ExecutorContext,
  { user, hasColors }: DevCaller,
): Promise<PlannedContainer | Unplanned> {
  const { root: cwd, projectName: project = '' } = context;
  const { workspace, projectRoots } = await readExecutorWorkspace(context);
  const root = projectRoots.get(project) ?? project;
  const pluginOptions = readPluginOptions(context);
  const developed = chooseDeveloped(options, { project, root }, workspace);
  if ('problem' in developed) return { problems: [developed.problem] };
  const plan = planDevelop(options, {
    ...{ ...developed, workspace, project },
    list: (folder) =>
      workspaceReader(cwd)
        .list(folder)
        .map((entry) => entry.name),
    buildTarget: pluginOptions.buildTargetName,
  });
  if ('problem' in plan) return { problems: [plan.problem] };
  const chosen = workspaceEngine(options.engine ?? pluginOptions.engine);
  if ('problem' in chosen) return { problems: [chosen.problem] };
  const { engine } = chosen;
  const { id, reference } = developed.place;
  const found = await engine.readExposedPorts(reference, { run: runCommand, cwd });
  if ('problem' in found) return { problems: [found.problem] };
  const isOther = user !== undefined && user.uid !== 0;
  const becomes = isOther && !(await isRootless(engine, { run: runCommand, cwd }));
  const name = `${id}-${developed.image.id}-${process.pid}`;
  const { command, env, ports, opened } = plan;
  const { network, containerArgs = [], envFile } = options;
  const args = devArguments(
    {
      ...{ reference, container: name, workspaceRoot: cwd, folder: root, hasColors },
      installs: !developed.isOwn,
      ...(becomes && { user }),
    },
    {
      ...{ command, env, ...(network && { network }) },
      containerArgs: [...ports.map((port) => `--publish=${port}`), ...containerArgs],
      ...(envFile && { envFile: resolve(cwd, envFile) }),
    },
  );
  return { name, engine, args, ports, opened };
}
