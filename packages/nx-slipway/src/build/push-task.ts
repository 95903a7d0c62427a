import type { ExecutorContext } from '@nx/devkit';
import type { BuildImageSchema } from '../executors/build-image/schema';
import type { PushImageSchema } from '../executors/push-image/schema';
import type { BatchTask } from './batch-tasks';
import type { BuildTask } from './build-task';
import { checkTask } from './options/check-task';
import type { OptionSchemas } from './options/option-schema';

/**
 * The build that a push begins with: as the build target says, with the same configuration, so that both
 * yield the same image; what the push itself says counts before it.
 *
 * @param schemas of the options of build targets
 */
export function pushTask(
  { configuration, options, ...task }: BatchTask<PushImageSchema>,
  schemas: OptionSchemas,
  context: Pick<ExecutorContext, 'root' | 'projectsConfigurations'>,
): BuildTask {
  const { buildTarget = 'build-image', ...own } = options;
  const { project } = task;
  const target = context.projectsConfigurations?.projects[project]?.targets?.[buildTarget];
  const given: BuildImageSchema = {
    ...target?.options,
    ...(configuration !== undefined && target?.configurations?.[configuration]),
  };
  // Nx checks the options of the targets that it runs; those of this one are only read.
  const checked = checkTask(
    { id: `${project}:${buildTarget}`, project, target: buildTarget, options: given },
    schemas,
    context,
  );
  const { output: _, ...build } = checked.options;
  return {
    ...task,
    options: { ...build, ...own, push: true, load: false },
    problems: [...(task.problems ?? []), ...checked.problems],
  };
}
