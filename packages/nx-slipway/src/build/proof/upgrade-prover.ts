import type { ExecutorContext } from '@nx/devkit';
import type { Engine } from '../../engine/engine';
import { workspaceEngine } from '../../engine/engine-of';
import type { ServiceProof, UpgradeProof } from '../../images/upgrade/proof';
import { ProblemsError } from '../../problems/problems-error';
import { inParallel } from '../../process/in-parallel';
import { workspaceReader } from '../../workspace/files/workspace-reader';
import { readExecutorWorkspace } from '../../workspace/model/read-executor-workspace';
import { readPluginOptions } from '../../workspace/options/read-plugin-options';
import { readRoles } from '../../workspace/roles/read-roles';
import type { BuildTask, TaskOutcome } from '../build-task';
import { type DevCaller, readCaller } from '../containers/dev-caller';
import { namedEngines } from '../plan/engine-problems';
import { runBuild } from '../run';
import type { BuildContext } from '../run-context';
import { type ProofPlan, type ProofProject, type ProofSubject, planProof } from './plan-proof';
import { buildCheck, proveProject } from './prove-project';

/** What a proof needs from outside of the workspace. */
export interface ProofContext {
  /** Nx's view of the workspace as it is now. */
  readonly readExecutor: () => Promise<ExecutorContext>;
  readonly outside: Omit<BuildContext, 'workspaceRoot'>;
  readonly caller?: DevCaller;
}

/** Proves one upgrade, in the order of its functions. */
export interface UpgradeProver {
  /** Builds what there is, so that it can be compared. What cannot be built is not compared. */
  readonly before: () => Promise<void>;
  /** Builds and tries out what there is now. */
  readonly after: () => Promise<UpgradeProof>;
  /** Builds other projects, and says whether all of them can be built. */
  readonly canBuild: (subject: Pick<ProofSubject, 'stacks' | 'services'>) => Promise<boolean>;
  /** Removes the tags of the proof, after the images of some projects have got their own names. */
  readonly finish: (kept: readonly string[]) => Promise<void>;
}

/** Tags that the images of a proof have in place of their own. */
export const PROOF_TAGS = { before: 'slipway-upgrade-before', after: 'slipway-upgrade-after' };

/** Images that are tried out at a time. */
const AT_ONCE = 2;

/** Opens what proves an upgrade of stacks. */
export function upgradeProver(subject: ProofSubject, context: ProofContext): UpgradeProver {
  const { outside } = context;
  const { run, abort } = outside;
  /** Projects that have images under the tags of the proof. */
  const built = new Set([...subject.stacks, ...subject.services]);

  return {
    async before() {
      const { plan, executor } = await read(subject, PROOF_TAGS.before);
      await build(plan, executor);
    },
    async after() {
      const { plan, executor, engine } = await read(subject, PROOF_TAGS.after);
      const outcomes = await build(plan, executor);
      const scope = { executor, engine, caller: context.caller ?? readCaller(), run, abort };
      const prove = (project: ProofProject): Promise<ServiceProof> =>
        proveProject(project, outcomes, { ...scope, tags: PROOF_TAGS });
      const stacks = plan.stacks.map(({ name }) => ({
        ...{ name, images: [], checks: [buildCheck(name, outcomes)] },
      }));
      const services = await inParallel(plan.services, AT_ONCE, prove);
      return { services: [...stacks, ...services], isStopped: abort.aborted };
    },
    async canBuild(others) {
      for (const each of [...others.stacks, ...others.services]) built.add(each);
      const { plan, executor } = await read({ ...subject, ...others }, PROOF_TAGS.after);
      const outcomes = await build(plan, executor);
      return plan.tasks.every(({ id }) => outcomes.get(id)?.success);
    },
    async finish(kept) {
      const { workspace, executor, engine } = await read(subject, PROOF_TAGS.after);
      const client = { run, cwd: executor.root };
      const all = [...workspace.images.catalogue.images.values()];
      for (const { project, reference } of all) {
        if (!kept.includes(project) || hasTags(project, subject.buildTarget, executor)) continue;
        await engine.tagImage(`${reference}:${PROOF_TAGS.after}`, reference, client);
      }
      const tags = all
        .filter(({ project }) => built.has(project))
        .flatMap(({ reference }) => Object.values(PROOF_TAGS).map((tag) => `${reference}:${tag}`));
      // The engine complains of tags that do not exist, and removes the others.
      await run(engine.containerCommand(['image', 'rm', ...tags], executor.root));
    },
  };

  async function read(of: ProofSubject, tag: string) {
    const executor = await context.readExecutor();
    const { workspace } = await readExecutorWorkspace(executor);
    const options = readPluginOptions(executor);
    const { read: readText, list } = workspaceReader(executor.root);
    const { roles, problems } = readRoles({
      ...{ options, read: readText },
      list: (folder) => list(folder).map(({ name }) => name),
    });
    if (problems.length > 0) throw new ProblemsError(problems);
    const { projects } = executor.projectsConfigurations;
    const plan = planProof(of, { images: workspace.images, projects, roles }, tag);
    return { plan, workspace, executor, engine: engineOfTasks(plan.tasks, executor) };
  }

  async function build(
    { tasks }: ProofPlan,
    executor: ExecutorContext,
  ): Promise<ReadonlyMap<string, TaskOutcome>> {
    const outcomes = new Map<string, TaskOutcome>();
    for await (const each of runBuild(tasks, executor, outside)) outcomes.set(each.task, each);
    return outcomes;
  }
}

/**
 * The engine that has the images: the one that the targets name, else the workspace's. Where targets name several,
 * nothing is built.
 */
function engineOfTasks(tasks: readonly BuildTask[], executor: ExecutorContext): Engine {
  const { engine: usual } = readPluginOptions(executor);
  const [named] = namedEngines(
    tasks.map((task) => ({
      ...task,
      options: { ...(usual && { engine: usual }), ...task.options },
    })),
  );
  const chosen = workspaceEngine(named ?? usual);
  if ('problem' in chosen) throw new ProblemsError([chosen.problem]);
  return chosen.engine;
}

/** Whether a target has tags of its own: its images get them, and not the name alone. */
function hasTags(
  project: string,
  target: string,
  { projectsConfigurations }: ExecutorContext,
): boolean {
  const { targets = {} } = projectsConfigurations.projects[project] ?? {};
  return (targets[target]?.options?.tags ?? []).length > 0;
}
