import { type GeneratorCallback, globAsync, logger, type Tree } from '@nx/devkit';
import { lockService } from '../../build/locking/lock-service';
import { workspaceEngine } from '../../engine/engine-of';
import { fixesOf, type UpgradePlan } from '../../images/upgrade/upgrade-plan';
import { ProblemsError } from '../../problems/problems-error';
import { type RunCommand, runCommand } from '../../process/run-command';
import { indexPages } from '../../workspace/cache/index-pages';
import { knownLinks } from '../../workspace/cache/linked-images';
import { readTreeWorkspace, type TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { ask as askPerson } from '../ask';
import { changeWorkspace } from '../change-workspace';
import { readIndexSettings } from '../package-index/index-choice';
import { applyEdits, editsOf } from './apply-upgrade';
import { chosenStacks } from './chosen-stacks';
import { completeOptions } from './complete-options';
import type { Outside } from './outside/ask-outside';
import { blockingProblems } from './plan/blocking-problems';
import { draftUpgrade, type UpgradeDraft } from './plan/draft-upgrade';
import { locksOf } from './plan/locks-of';
import { planRebases, type Rebase, withoutBuilderBases } from './plan/plan-rebase';
import { planUpgrades } from './plan/plan-upgrades';
import { vendoredLibraries } from './plan/vendored-libraries';
import { TEXT_GLOBS } from './plan/workspace-texts';
import { upgradeAsJson, upgradeAsMarkdown } from './print/export-upgrade';
import { formatUpgrade } from './print/format-upgrade';
import { progressOf } from './proof/progress-of';
import { resumeUpgrade, startUpgrade } from './proof/start-upgrade';
import { unfinishedUpgrade, upgradeJournalPlace } from './proof/upgrade-journal';
import { undoUpgrade } from './proof/verify-upgrade';
import type { UpgradeBaseSchema } from './schema';
import { normalizeUpgradeOptions, type UpgradeOptions } from './upgrade-options';

/**
 * Makes stacks start from another image, after a plan of what changes and what stands against it.
 *
 * @param run calls the engine, also under `--dry-run`: the digest is part of the plan
 * @param outside who else is asked; tests give answers of their own
 */
export default async function upgradeBaseGenerator(
  tree: Tree,
  schema: UpgradeBaseSchema,
  run: RunCommand = runCommand,
  outside: Partial<Outside> = {},
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => upgradeBase(tree, schema, { ...outside, run }));
}

async function upgradeBase(
  tree: Tree,
  schema: UpgradeBaseSchema,
  outside: Partial<Outside> & Pick<Outside, 'run'>,
): Promise<GeneratorCallback | undefined> {
  const given = normalizeUpgradeOptions(schema);
  const unfinished = unfinishedUpgrade(upgradeJournalPlace(tree.root), given);
  if (unfinished && given.resume === 'undo') {
    return async () => undoUpgrade(unfinished, upgradeJournalPlace(tree.root));
  }
  const workspace = await readTreeWorkspace(tree);
  if (unfinished) return async () => await resumeUpgrade(tree, unfinished, { workspace, outside });
  const { model, options: plugin } = workspace;
  const options = await completeOptions(given, model, askPerson);
  const drafts = draftsOf(options, workspace);
  const chosen = workspaceEngine(plugin.engine);
  if ('problem' in chosen) throw new ProblemsError([chosen.problem]);
  const asked: Outside = {
    ...{ engine: chosen.engine, fetchPage: fetch, pages: indexPages(tree.root) },
    links: knownLinks(tree.root),
    ...readIndexSettings(workspace, process.env),
    ...outside,
  };
  const files = [...(await globAsync(tree, [...TEXT_GLOBS]))].sort();
  const plans = await planUpgrades(drafts, {
    ...{ options, workspace, files, outside: asked },
    vendored: await vendoredLibraries(tree),
  });
  logger.info(formatPlans(plans, options));
  const fixes = options.applyFixes ? fixesOf(plans) : [];
  const blocking = blockingProblems(plans, options);
  if (blocking.length > 0) throw new ProblemsError(blocking);
  if (plans.every(({ places }) => places.length === 0)) return undefined;
  const planned = editsOf(plans, fixes);
  const { dockerfiles } = model.images.catalogue;
  const rebases = options.rebase ? await planRebases(plans, { ...asked, dockerfiles }) : [];
  for (const text of rebases.flatMap(formatRebase)) progressOf(options.output)(text);
  const edits = [...planned, ...rebases.map(({ edit }) => edit)];
  if (options.verify)
    return () => startUpgrade(tree, plans, { edits, options, workspace, outside });
  applyEdits(tree, edits);
  return relockAfter(tree, plans, { options, workspace });
}

/** @throws {ProblemsError} where one of the stacks has nothing to plan */
function draftsOf(
  options: UpgradeOptions,
  { model, projects, read, options: plugin }: TreeWorkspace,
): readonly UpgradeDraft[] {
  const stacks = chosenStacks(options, { model, projects, read });
  const together = stacks.map(({ name }) => name);
  const all = stacks.map(({ name, dockerfile }) =>
    draftUpgrade(options, {
      ...{ stack: name, file: dockerfile, model, together },
      buildTarget: plugin.buildTargetName,
    }),
  );
  const problems = all.flatMap((each) => ('problems' in each ? each.problems : []));
  if (problems.length > 0) throw new ProblemsError(problems);
  const { dockerfiles } = model.images.catalogue;
  return all
    .flatMap((each) => ('draft' in each ? [each.draft] : []))
    .map((draft) =>
      options.rebase ? { ...draft, plan: withoutBuilderBases(draft.plan, { dockerfiles }) } : draft,
    );
}

/** What a rebase does not keep. */
function formatRebase({ stack, lost }: Rebase): readonly string[] {
  if (lost.length === 0) return [];
  return [
    `${stack}: the new base lacks ${lost.join(', ')}, so what may compile is built on it again; the other packages stay.`,
  ];
}

function formatPlans(plans: readonly UpgradePlan[], { output }: UpgradeOptions): string {
  if (output === 'json') return upgradeAsJson(plans);
  if (output === 'markdown') return upgradeAsMarkdown(plans);
  return plans.map(formatUpgrade).join('\n\n');
}

/** Lists the projects to lock again, or locks them on request after the files are written. */
function relockAfter(
  tree: Tree,
  plans: readonly UpgradePlan[],
  { options, workspace }: { readonly options: UpgradeOptions; readonly workspace: TreeWorkspace },
): GeneratorCallback | undefined {
  const locks = locksOf(plans, options, workspace.model);
  if (locks.length === 0) return undefined;
  const say = progressOf(options.output);
  return async () => {
    for (const { project, command } of locks) {
      if (!options.relock) say(`Lock again: ${command}`);
      else {
        const [plan] = plans;
        const stack = plan && {
          dockerfile: plan.file,
          ...(plan.python.to && { python: plan.python.to }),
        };
        await lockService({
          workspaceRoot: tree.root,
          project,
          ...(stack && { stack }),
          workspace: workspace.model,
          say,
        });
      }
    }
  };
}
