import { resolve } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { workspaceEngine } from '../../engine/engine-of';
import { isRootless } from '../../engine/is-rootless';
import { developsFrom, devStackOf, findStacks } from '../../images/model/stacks';
import { type DevRunOptions, devArguments } from '../../images/nx/dev-arguments';
import type { EngineName } from '../../images/options/engine-capabilities';
import type { Problem } from '../../problems/problem';
import { runCommand } from '../../process/run-command';
import { readExecutorWorkspace } from '../../workspace/model/read-executor-workspace';
import { readPluginOptions } from '../../workspace/options/read-plugin-options';
import { type PlannedContainer, runPlanned, type Unplanned } from './run-planned';

/** What an executor is asked to run. */
export interface DevContainerOptions extends Omit<DevRunOptions, 'envFile'> {
  /** Project of the stack; absent for the project's own. */
  readonly stack?: string;
  readonly engine?: EngineName;
  /** Relative to the workspace root. */
  readonly envFile?: string;
}

/** Whom files are to belong to, and whether somebody watches. */
export interface DevCaller {
  /** Absent on a machine without user numbers. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  readonly hasColors: boolean;
}

/** Runs a command in the stage `dev` of a project's stack, on the sources as they are. */
export async function runInDev(
  options: DevContainerOptions,
  context: ExecutorContext,
  caller: DevCaller = readCaller(),
): Promise<{ readonly success: boolean }> {
  return await runPlanned(await planDevContainer(options, context, caller), context);
}

async function planDevContainer(
  options: DevContainerOptions,
  context: ExecutorContext,
  { user, hasColors }: DevCaller,
): Promise<PlannedContainer | Unplanned> {
  const { root: cwd, projectName: project = '' } = context;
  const { workspace, projectRoots } = await readExecutorWorkspace(context);
  const root = projectRoots.get(project) ?? project;
  const stack = chooseStack(options.stack, { root, project }, workspace);
  if ('problem' in stack) return { problems: [stack.problem] };
  const chosen = workspaceEngine(options.engine ?? readPluginOptions(context).engine);
  if ('problem' in chosen) return { problems: [chosen.problem] };
  const { engine } = chosen;
  const { id, reference } = stack.dev;
  const found = await engine.readExposedPorts(reference, { run: runCommand, cwd });
  if ('problem' in found) return { problems: [found.problem] };
  const isOther = user !== undefined && user.uid !== 0;
  const becomes = isOther && !(await isRootless(engine, { run: runCommand, cwd }));
  const name = `${id}-${process.pid}`;
  const args = devArguments(
    {
      ...{ reference, container: name, workspaceRoot: cwd, folder: root, hasColors },
      ...(becomes && { user }),
    },
    { ...options, ...(options.envFile && { envFile: resolve(cwd, options.envFile) }) },
  );
  return { name, engine, args, ports: [] };
}

function chooseStack(
  wanted: string | undefined,
  { root, project }: { readonly root: string; readonly project: string },
  workspace: Awaited<ReturnType<typeof readExecutorWorkspace>>['workspace'],
):
  | { readonly dev: { readonly id: string; readonly reference: string } }
  | { readonly problem: Problem } {
  const { images, python } = workspace;
  const own = python.get(root);
  if (!own) return { problem: { kind: 'dev-project-unknown', project, root } };
  const { lockFile } = own;
  const stacks = findStacks(images.catalogue);
  const known = stacks.flatMap((stack) =>
    developsFrom(stack, lockFile, images.catalogue) ? [stack.name] : [],
  );
  const ofProject = images.byRoot.get(root) ?? [];
  const named = stacks.find(({ name }) => name === wanted);
  const stack =
    wanted === undefined
      ? devStackOf(lockFile, ofProject, images)
      : named && developsFrom(named, lockFile, images.catalogue)
        ? named
        : undefined;
  return stack ?? { problem: { kind: 'dev-stage-missing', project, lockFile, known, wanted } };
}

function readCaller(): DevCaller {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  const { FORCE_COLOR = process.stdout.isTTY ? '1' : '0', NO_COLOR } = process.env;
  return {
    user: uid === undefined || gid === undefined ? undefined : { uid, gid },
    hasColors: !NO_COLOR && !/^(0|false)?$/.test(FORCE_COLOR),
  };
}
