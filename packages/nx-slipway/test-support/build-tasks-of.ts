import type { BuildTask } from '../src/build/build-task';
import type { BuildImageSchema } from '../src/executors/build-image/schema';

/** Tasks `<project>:build-image`, each dependent on the stack's where that is among them. */
export function buildTasksOf(
  projects: readonly string[],
  options: BuildImageSchema = {},
): readonly BuildTask[] {
  return projects.map((project) => ({
    id: `${project}:build-image`,
    project,
    options,
    dependencies: project !== 'python' && projects.includes('python') ? ['python:build-image'] : [],
  }));
}
