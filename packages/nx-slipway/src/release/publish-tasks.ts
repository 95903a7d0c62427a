import type { ExecutorContext } from '@nx/devkit';
import type { TargetKey } from '../bake/keys/plan-keys';
import type { BatchTask } from '../build/batch-tasks';
import type { BuildTask, TaskOutcome } from '../build/build-task';
import { buildTasks } from '../build/build-tasks';
import type { OptionSchemas } from '../build/options/option-schema';
import { planRequests } from '../build/plan/plan-requests';
import { planRun } from '../build/plan/plan-run';
import { readRun } from '../build/plan/read-run';
import type { ReleasePublishSchema } from '../executors/release-publish/schema';
import { formatProblem } from '../problems/format-problem';
import { formatProblems } from '../problems/format-problems';
import type { Problem } from '../problems/problem';
import { runCommand } from '../process/run-command';
import { readExecutorWorkspace } from '../workspace/model/read-executor-workspace';
import { planPublication } from './plan-publication';
import { readVersion } from './read-version';

/**
 * Pushes what tasks publish, or says what would be pushed; yields an outcome for every task.
 *
 * @param schemas of the options of build targets
 */
export async function* publishTasks(
  tasks: readonly BatchTask<ReleasePublishSchema>[],
  schemas: OptionSchemas,
  context: ExecutorContext,
): AsyncGenerator<TaskOutcome> {
  for (const note of unusedOptions(tasks)) {
    process.stdout.write(`note: ${formatProblem(note)}\n`);
  }
  const { workspace, projectRoots, naming } = await readExecutorWorkspace(context);
  const reading = { run: runCommand, workspaceRoot: context.root };
  const pushes: BuildTask[] = [];
  for (const task of tasks) {
    const { problems = [] } = task;
    if (problems.length > 0) {
      yield { task: task.id, success: false, output: formatProblems(problems) };
      continue;
    }
    const root = projectRoots.get(task.project) ?? task.project;
    const python = workspace.python.get(root);
    const version = await readVersion({ name: task.project, root }, python, reading);
    const facts = { context, schemas, workspaceTags: naming.tags };
    const publication = planPublication(task, version, facts);
    if (publication.kind === 'push') {
      pushes.push(publication.push);
    } else if (publication.kind === 'unchanged') {
      const output = `Nothing to push: ${task.project} has no new version in this release.`;
      yield { task: task.id, success: true, output };
    } else {
      yield { task: task.id, success: false, output: formatProblem(publication.problem) };
    }
  }
  if (pushes.length === 0) return;
  // Nx sets the variable too, for tasks that others depend on and that the option does not reach.
  const isDryRun =
    process.env.NX_DRY_RUN === 'true' || tasks.some(({ options }) => options.dryRun === true);
  yield* isDryRun ? dryRun(pushes, context) : buildTasks(pushes, context);
}

/** Options that `nx release publish` has for npm packages, and passes on to every publisher. */
const OF_NPM = ['registry', 'tag', 'access'];

/** A note for each of them, since images go elsewhere. */
function unusedOptions(tasks: readonly BatchTask<object>[]): readonly Problem[] {
  const given = new Set(tasks.flatMap(({ options }) => Object.keys(options)));
  return OF_NPM.filter((option) => given.has(option)).map((option) => ({
    kind: 'publish-option-unused',
    option,
  }));
}

/** Stands for keys in names: reading them would ask the engine. */
const UNREAD_KEY: TargetKey = {
  ...{ kind: 'keyed', key: '0'.repeat(64), parts: {}, isUncached: false },
};

/** Plans what a push would be planned from, and asks no engine. */
async function* dryRun(
  pushes: readonly BuildTask[],
  context: ExecutorContext,
): AsyncGenerator<TaskOutcome> {
  const facts = await readRun(pushes, context, { run: runCommand, environment: process.env });
  const ids = [...facts.workspace.images.catalogue.images.keys()];
  const keys = new Map(ids.map((id) => [id, UNREAD_KEY]));
  const plan = planRun(planRequests(pushes, facts), facts, keys);
  for (const { task, images, problems } of plan.tasks) {
    const version = plan.push.images.filter((push) => images.includes(push.image));
    const lines = version.flatMap(({ references }) =>
      references.map((each) => `would push ${each}`),
    );
    yield problems.length > 0
      ? { task: task.id, success: false, output: formatProblems(problems) }
      : {
          task: task.id,
          success: true,
          output: [...lines, 'Dry run: nothing was done.'].join('\n'),
        };
  }
}
