import type { ExecutorContext } from '@nx/devkit';
import type { BatchTask } from '../build/batch-tasks';
import type { BuildTask } from '../build/build-task';
import type { OptionSchemas } from '../build/options/option-schema';
import { pushTask } from '../build/push-task';
import type { ReleasePublishSchema } from '../executors/release-publish/schema';
import { releaseTags } from '../images/nx/release-tags';
import type { Problem } from '../problems/problem';

/** What one task publishes: a push, nothing, or why it cannot. */
export type Publication =
  | { readonly kind: 'push'; readonly push: BuildTask }
  /** `nx release` gives the project no new version. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * Decides what a task pushes: the project's images as they are built anyway, under the tags that are
 * configured and those of the version just given by `nx release`, else of the one the project has.
 *
 * @param own the version that the pyproject or git gives the project
 * @param facts.schemas of the options of build targets
 * @param facts.workspaceTags entries of the plugin's option `tags`
 */
export function planPublication(
  { options, ...task }: BatchTask<ReleasePublishSchema>,
  own: { readonly version: string } | { readonly problem: Problem },
  {
    context,
    schemas,
    workspaceTags,
  }: {
    readonly context: Pick<ExecutorContext, 'root' | 'projectsConfigurations'>;
    readonly schemas: OptionSchemas;
    readonly workspaceTags: readonly string[];
  },
): Publication {
  const given = options.nxReleaseVersionData?.[task.project]?.newVersion;
  if (given === null) return { kind: 'unchanged' };
  const version = given === undefined ? own : { version: given };
  if ('problem' in version) return { kind: 'problem', problem: version.problem };
  const { buildTarget } = options;
  const push = pushTask(
    { ...task, options: { ...(buildTarget && { buildTarget }) } },
    schemas,
    context,
  );
  const configured = push.options.tags?.length ? push.options.tags : workspaceTags;
  const tags = [...new Set([...configured, ...releaseTags(version.version)])];
  return { kind: 'push', push: { ...push, options: { ...push.options, tags } } };
}
