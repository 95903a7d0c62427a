import type { BuildTask } from './build-task';
import type { RunFacts } from './plan-run';

/**
 * Whether it matters to a plan which platform the builder's own is: where some images name platforms,
 * and others are for the builder's own or have a stage that is. An engine call that other runs are spared.
 */
export function asksForLocalPlatform(
  tasks: readonly BuildTask[],
  { workspace }: Pick<RunFacts, 'workspace'>,
): boolean {
  const named = tasks.filter(({ options }) => options.platforms?.length);
  const stages = [...workspace.images.catalogue.dockerfiles.values()].flatMap(
    (each) => each.stages,
  );
  return (
    named.length > 0 &&
    (named.length < tasks.length ||
      stages.some(({ platform }) => platform?.includes('BUILDPLATFORM')))
  );
}
