import type { ExecutorContext } from '@nx/devkit';
import { formatProblems } from '../../problems/format-problems';
import { findTargetOption } from '../../workspace/options/find-target-option';
import { type CheckedOptions, checkOptions, type OptionScope } from './check-options';
import type { GivenTask, OptionSchemas } from './option-schema';

/** What tasks of an executor are checked with. */
export interface TaskScope {
  /** What the executor's schema says of its options. */
  readonly schemas: OptionSchemas;
  readonly context: ExecutorContext;
}

/** Returns the one task that Nx calls an executor for. */
export function calledTask<Options extends object>(
  options: Options,
  { projectName: project = '', targetName: target = '' }: ExecutorContext,
): GivenTask & { readonly options: Options } {
  return { id: `${project}:${target}`, project, target, options };
}

/** Checks the options of a task, and finds the files that the wrong ones are in. */
export function checkTask<Options extends object>(
  task: GivenTask & { readonly options: Options },
  schemas: OptionSchemas,
  { root, projectsConfigurations }: Pick<ExecutorContext, 'root' | 'projectsConfigurations'>,
  { passesOn = false }: Pick<OptionScope, 'passesOn'> = {},
): CheckedOptions<Options> {
  const projects = projectsConfigurations?.projects ?? {};
  const projectRoot = projects[task.project]?.root ?? task.project;
  const { options, problems } = checkOptions(task, schemas, {
    ...{ projects: Object.keys(projects), passesOn },
    find: (names, value) =>
      findTargetOption(root, { projectRoot, target: task.target, names, value }),
  });
  return { options: options as Options, problems };
}

/** Calls an executor of one task with its options, or says what is wrong with them. */
export async function withCheckedOptions<Options extends object>(
  options: Options,
  { schemas, context, ...more }: TaskScope & Pick<OptionScope, 'passesOn'>,
  run: (options: Options) => Promise<{ readonly success: boolean }>,
): Promise<{ success: boolean }> {
  const checked = checkTask(calledTask(options, context), schemas, context, more);
  if (checked.problems.length === 0) return await run(checked.options);
  process.stderr.write(`${formatProblems(checked.problems)}\n`);
  return { success: false };
}
