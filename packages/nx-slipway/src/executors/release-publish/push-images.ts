import type { ExecutorContext } from '@nx/devkit';
import type { TaskOutcome } from '../build-image/build-task';
import { buildTasks } from '../build-image/build-tasks';
import type { BuildImageSchema } from '../build-image/schema';
import type { Publication } from './publication';

/**
 * Pushes the images of publications under their tags, in one call of the engine. They are built as the
 * projects' build targets say; of what is built already no step runs.
 */
export function pushImages(
  publications: readonly (Publication & { readonly kind: 'push' })[],
  context: ExecutorContext,
): AsyncGenerator<TaskOutcome> {
  const tasks = publications.map(({ task, project, tags }) => ({
    id: task,
    project,
    options: { ...buildOptions(project, context), tags, push: true, load: false },
    dependencies: [],
  }));
  return buildTasks(tasks, context);
}

/** The options of a project's build target that say what is in its images, and where they are pushed. */
export function buildOptions(project: string, context: ExecutorContext): BuildImageSchema {
  const targets = Object.values(context.projectsConfigurations.projects[project]?.targets ?? {});
  const build = targets.find(
    ({ executor, options }) =>
      executor === 'nx-slipway:build-image' && options?.image === undefined,
  );
  const {
    tags: _,
    load: __,
    output: ___,
    print: ____,
    ...options
  } = (build?.options ?? {}) as BuildImageSchema;
  return options;
}
