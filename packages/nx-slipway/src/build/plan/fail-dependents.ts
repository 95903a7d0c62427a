import type { TaskPlan } from '../run-plan';

/** Adds a problem to every task without one that depends on a task with problems. */
export function failDependents(tasks: readonly TaskPlan[]): readonly TaskPlan[] {
  const failed = failedUpstreams(tasks);
  return tasks.map((planned) => {
    const { id } = planned.task;
    const upstream = planned.problems.length === 0 ? failed.get(id) : undefined;
    return upstream === undefined
      ? planned
      : { ...planned, problems: [{ kind: 'upstream-failed', task: id, upstream }] };
  });
}

/** The first task with problems that each one depends on, directly or not; none for those that depend on none. */
export function failedUpstreams(tasks: readonly TaskPlan[]): ReadonlyMap<string, string> {
  const byId = new Map(tasks.map((planned) => [planned.task.id, planned]));
  const upstream = ({ task }: TaskPlan, seen = new Set<string>()): string | undefined => {
    for (const id of task.dependencies) {
      const dependency = byId.get(id);
      if (dependency && !seen.has(id)) {
        seen.add(id);
        const failed = dependency.problems.length > 0 ? id : upstream(dependency, seen);
        if (failed) return failed;
      }
    }
    return undefined;
  };
  return new Map(
    tasks.flatMap((planned) => {
      const failed = upstream(planned);
      return failed === undefined ? [] : [[planned.task.id, failed] as const];
    }),
  );
}
