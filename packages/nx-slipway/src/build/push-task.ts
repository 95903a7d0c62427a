import type { ExecutorContext } from '@nx/devkit';
import type { BuildImageSchema } from '../executors/build-image/schema';
import type { PushImageSchema } from '../executors/push-image/schema';
import type { BatchTask } from './batch-tasks';
import type { BuildTask } from './build-task';

/**
 * The build that a push begins with: as the build target says, with the same configuration, so that both
 * yield the same image; what the push itself says counts before it.
 */
export function pushTask(
  { configuration, options, ...task }: BatchTask<PushImageSchema>,
  { projectsConfigurations }: Pick<ExecutorContext, 'projectsConfigurations'>,
): BuildTask {
  const { buildTarget = 'build-image', ...own } = options;
  const target = projectsConfigurations?.projects[task.project]?.targets?.[buildTarget];
  const given: BuildImageSchema = {
    ...target?.options,
    ...(configuration !== undefined && target?.configurations?.[configuration]),
  };
  const { output: _, ...build } = given;
  return { ...task, options: { ...build, ...own, push: true, load: false } };
}
