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
  const given: BuildImageSchema = byName(
    {
      ...target?.options,
      ...(configuration !== undefined && target?.configurations?.[configuration]),
    },
    schemas,
  );
  // Nx checks the options of the targets that it runs; those of this one are only read.
  const checked = checkTask(
    { id: `${project}:${buildTarget}`, project, target: buildTarget, options: given },
    schemas,
    context,
    // A target of another kind has options of its own as well.
    { passesOn: target?.executor !== 'nx-slipway:build-image' },
  );
  const { output: _, ...build } = checked.options;
  return {
    ...task,
    options: { ...build, ...own, push: true, load: false },
    problems: [...(task.problems ?? []), ...checked.problems],
  };
}

/** Options under their names, as Nx has them for the targets that it runs: `stage` is `target`. */
function byName(options: object, schemas: OptionSchemas): object {
  const names = new Map(Object.entries(schemas).map(([name, { alias }]) => [alias, name]));
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [names.get(name) ?? name, value]),
  );
}
