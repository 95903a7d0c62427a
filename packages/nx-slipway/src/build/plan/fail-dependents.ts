import type { TaskPlan } from '../run-plan';

/** Adds a problem to every task that depends on a task with problems. */
export function failDependents(tasks: readonly TaskPlan[]): readonly TaskPlan[] {
  const byId = new Map(tasks.map((planned) => [planned.task.id, planned]));
  const upstream = ({ task }: TaskPlan, seen = new Set<string>()): string | undefined => {
    for (const id of task.dependencies) {
      const dependency = byId.get(id);
      if (dependency && !seen.has(id)) {
        seen.add(id);
        const failed = dependency.problems.length > 0 ? id : upstream(dependency, seen);
        if (failed) {
          return failed;
        }
      }
    }
    return undefined;
  };
  return tasks.map((planned) => {
    const failed = planned.problems.length === 0 ? upstream(planned) : undefined;
    return failed
      ? {
          ...planned,
          problems: [{ kind: 'upstream-failed', task: planned.task.id, upstream: failed }],
        }
      : planned;
  });
}
