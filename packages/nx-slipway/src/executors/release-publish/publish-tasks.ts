import type { ExecutorContext } from '@nx/devkit';
import { runCommand } from '../../engine/run-command';
import { formatProblem } from '../../problems/format-problem';
import { readExecutorWorkspace } from '../../workspace/read-executor-workspace';
import type { TaskOutcome } from '../build-image/build-task';
import { type PublishTask, planPublication } from './plan-publication';
import type { Publication } from './publication';
import { buildOptions, pushImages } from './push-images';
import { readVersion } from './read-version';

/** Pushes what tasks publish, or says what would be pushed; yields an outcome for every task. */
export async function* publishTasks(
  tasks: readonly PublishTask[],
  context: ExecutorContext,
): AsyncGenerator<TaskOutcome> {
  const { workspace, rootOf, naming } = readExecutorWorkspace(context);
  const surroundings = { run: runCommand, workspaceRoot: context.root };
  const publications = await Promise.all(
    tasks.map(async (task): Promise<Publication> => {
      const root = rootOf(task.project);
      const python = workspace.python.get(root);
      const images = workspace.images.byRoot.get(root) ?? [];
      const version = await readVersion({ name: task.project, root }, python, surroundings);
      const { repositories = naming.repositories } = buildOptions(task.project, context);
      const { namespace } = naming;
      return planPublication(task, { root, images, version, namespace, repositories });
    }),
  );
  // Nx sets the variable too, for tasks that others depend on and that the option does not reach.
  const isDryRun =
    process.env.NX_DRY_RUN === 'true' || tasks.some(({ options }) => options.dryRun === true);
  const pushes = publications.filter((each) => each.kind === 'push');
  for (const publication of publications) {
    if (publication.kind !== 'push') yield withoutPush(publication);
    else if (isDryRun) yield dryRun(publication);
  }
  if (isDryRun || pushes.length === 0) return;
  for await (const outcome of pushImages(pushes, context)) {
    const pushed = pushes.find(({ task }) => task === outcome.task);
    const lines = outcome.success ? pushed?.references.map((each) => `pushed ${each}`) : [];
    yield { ...outcome, output: [outcome.output, ...(lines ?? [])].filter(Boolean).join('\n') };
  }
}

function withoutPush(publication: Exclude<Publication, { readonly kind: 'push' }>): TaskOutcome {
  const { task } = publication;
  return publication.kind === 'unchanged'
    ? {
        task,
        success: true,
        output: `Nothing to push: ${publication.project} has no new version in this release.`,
      }
    : { task, success: false, output: publication.problems.map(formatProblem).join('\n') };
}

function dryRun({ task, references }: Publication & { readonly kind: 'push' }): TaskOutcome {
  const lines = references.map((reference) => `would push ${reference}`);
  return { task, success: true, output: [...lines, 'Nothing was done: dry run.'].join('\n') };
}
