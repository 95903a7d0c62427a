import { parseTags } from '../../images/tags/parse-tags';
import type { NamingOptions } from '../../images/tags/plan-references';
import type { RunFacts, TaskPlan } from '../run-plan';
import { failDependents } from './fail-dependents';

/** Facts that names of images are planned from. */
export type NamingFacts = Pick<RunFacts, 'workspace' | 'git' | 'naming'>;

/** What the images of a task are called by: its own tags before those of the workspace, which are for pushing. */
export function namingOf(
  planned: TaskPlan,
  { naming }: Pick<NamingFacts, 'naming'>,
): NamingOptions {
  const { options, task } = planned;
  const isPushed = isPushing(planned);
  const ofWorkspace = isPushed ? naming : { tags: [], repositories: [] };
  const tags = options.tags.length > 0 ? options.tags : ofWorkspace.tags;
  const own = isPushed ? task.options.repositories : undefined;
  return {
    tags: parseTags(tags),
    repositories: own?.length ? own : ofWorkspace.repositories,
    namespace: naming.namespace,
  };
}

/** Whether a task's images go to registries; an output of its own is in place of that. */
export function isPushing({ options }: TaskPlan): boolean {
  return options.push && options.outputs.length === 0;
}

/** Tags of a task that are made of keys, as they are written. */
export function keyTags(planned: TaskPlan, facts: Pick<NamingFacts, 'naming'>): readonly string[] {
  const { templates } = namingOf(planned, facts).tags;
  return templates.filter(({ source }) => source.kind === 'key').map(({ text }) => text);
}

/** Whether a name of what can be built may hold its key. */
export function namesHoldKeys(
  tasks: readonly TaskPlan[],
  facts: Pick<NamingFacts, 'naming'>,
): boolean {
  return failDependents(tasks).some(
    (planned) => planned.problems.length === 0 && keyTags(planned, facts).length > 0,
  );
}
