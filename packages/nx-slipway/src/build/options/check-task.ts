import type { ExecutorContext } from '@nx/devkit';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { findTargetOption } from '../../workspace/options/find-target-option';
import { checkOptions, type OptionScope } from './check-options';
import type { GivenTask, OptionSchemas } from './option-schema';

/** A task with the options that are as its executor's schema says. */
export interface CheckedTask<Options> {
  readonly options: Options;
  readonly problems: readonly Problem[];
}

/** Checks the options of a task, and finds the files that the wrong ones are in. */
export function checkTask<Options extends object>(
  task: GivenTask & { readonly options: Options },
  schemas: OptionSchemas,
  { root, projectsConfigurations }: Pick<ExecutorContext, 'root' | 'projectsConfigurations'>,
  { passesOn = false }: Pick<OptionScope, 'passesOn'> = {},
): CheckedTask<Options> {
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
  { schemas, context, ...more }: SingleScope,
  run: (options: Options) => Promise<{ readonly success: boolean }>,
): Promise<{ success: boolean }> {
  const { projectName: project = '', targetName: target = '' } = context;
  const task = { id: `${project}:${target}`, project, target, options };
  const checked = checkTask(task, schemas, context, more);
  if (checked.problems.length === 0) return await run(checked.options);
  process.stderr.write(`${checked.problems.map(formatProblem).join('\n')}\n`);
  return { success: false };
}

/** What the options of one task are checked with. */
export interface SingleScope extends Pick<OptionScope, 'passesOn'> {
  readonly schemas: OptionSchemas;
  readonly context: ExecutorContext;
}
