import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import type { Problem } from '../../../problems/problem';
import { ProblemsError } from '../../../problems/problems-error';
import type { TreeWorkspace } from '../../../workspace/model/read-tree-workspace';
import { pythonsBeside } from '../chosen-stacks';
import { askOutside, type Outside } from '../outside/ask-outside';
import type { UpgradeOptions } from '../upgrade-options';
import { checkUpgrade } from './check-upgrade';
import type { UpgradeDraft } from './draft-upgrade';
import { isSettled, pinUpgrade, settled } from './pin-upgrade';
import { factsReader } from './read-facts';

/** What plans are made with. */
export interface PlanningContext {
  readonly options: UpgradeOptions;
  readonly workspace: TreeWorkspace;
  /** Files that checks read beside Dockerfiles and locks. */
  readonly files: readonly string[];
  /** Shared libraries of the workspace, with the SHA-256 of each. */
  readonly vendored: ReadonlyMap<string, string>;
  readonly outside: Outside;
}

/**
 * Plans upgrades that are made together: their digests are resolved, their files read, the bases and the index asked,
 * and all is checked. Each file is read once, and each base is asked once.
 *
 * @throws {ProblemsError} where a new base does not exist
 */
export async function planUpgrades(
  drafts: readonly UpgradeDraft[],
  { options, workspace, files, vendored, outside }: PlanningContext,
): Promise<readonly UpgradePlan[]> {
  const open = drafts.filter(({ plan }) => !isSettled(plan, options));
  const pinned = await pinAll(open, options, outside);
  const read = factsReader(workspace, files, vendored);
  const facts = new Map(open.map((draft) => [draft, read(draft)]));
  const asked = open.filter(({ target }) => !target.isRefresh);
  const answers = await askOutside(
    asked.flatMap((draft) => facts.get(draft)?.facts ?? []),
    outside,
  );
  const othersPython = pythonsBeside(
    drafts.map(({ plan }) => plan),
    workspace.model,
  );
  return drafts.map((draft) => {
    const [plan, own] = [pinned.get(draft), facts.get(draft)];
    if (!plan || !own) return settled(draft.plan);
    const answered = answers[asked.indexOf(draft)] ?? own.facts.answers;
    return checkUpgrade(
      { ...draft, plan },
      { ...own.facts, answers: answered },
      { unread: own.findings, othersPython },
    );
  });
}

async function pinAll(
  drafts: readonly UpgradeDraft[],
  options: UpgradeOptions,
  { engine, run }: Outside,
): Promise<ReadonlyMap<UpgradeDraft, UpgradePlan>> {
  const references = [...new Set(drafts.map(({ plan }) => plan.to))];
  const digests = new Map(
    await Promise.all(
      references.map(async (to) => [to, await engine.resolveDigest(to, { run })] as const),
    ),
  );
  const pinned = drafts.flatMap((draft): [UpgradeDraft, UpgradePlan][] => {
    const answer = digests.get(draft.plan.to);
    return answer ? [[draft, pinUpgrade(draft.plan, answer, options)]] : [];
  });
  const unknown = pinned.flatMap(([, plan]) => missingBase(plan, options));
  if (unknown.length > 0) throw new ProblemsError(unknown);
  return new Map(pinned);
}

/** Who has asked for a Python or a Debian release has named no reference that could be corrected. */
function missingBase(
  { stack, findings }: UpgradePlan,
  { to, python, suite }: UpgradeOptions,
): readonly Problem[] {
  const isDerived = to === undefined && (python ?? suite) !== undefined;
  return findings.flatMap(({ problem }): readonly Problem[] => {
    if (problem.kind !== 'reference-unknown') return [];
    const { reference, detail } = problem;
    return [isDerived ? { kind: 'upgrade-base-missing', stack, reference, detail } : problem];
  });
}
