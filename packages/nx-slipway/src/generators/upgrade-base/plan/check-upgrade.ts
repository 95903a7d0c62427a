import type { CheckFacts } from '../../../images/upgrade/check-facts';
import { finding } from '../../../images/upgrade/check-facts';
import { upgradeChecks } from '../../../images/upgrade/checks';
import { type Finding, mergeFindings } from '../../../images/upgrade/finding';
import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import type { UpgradeDraft } from './draft-upgrade';

/**
 * Runs all checks of a draft. An image that keeps its tag keeps its Python, and what does not meet that is no news.
 *
 * @param options.unread what could not be read
 * @param options.othersPython Pythons that other stacks of the workspace keep
 */
export function checkUpgrade(
  { plan, target }: UpgradeDraft,
  facts: CheckFacts,
  {
    unread,
    othersPython,
  }: { readonly unread: readonly Finding[]; readonly othersPython: ReadonlySet<string> },
): UpgradePlan {
  if (target.isRefresh) return { ...plan, findings: mergeFindings(plan.findings) };
  const unknown =
    target.python.to === undefined
      ? [
          finding('unchecked', {
            ...{ kind: 'base-python-unknown', reference: plan.to, stack: plan.stack },
          }),
        ]
      : [];
  const found = upgradeChecks.flatMap((check) => check(facts));
  return {
    ...plan,
    findings: mergeFindings([
      ...plan.findings,
      ...unread,
      ...unknown,
      ...found.map((each) => softened(each, othersPython.has(facts.python.from ?? ''))),
    ]),
  };
}

/** A setting of the whole workspace may name the old Python for the stack that keeps it; it is not edited. */
function softened(found: Finding, isStillUsed: boolean): Finding {
  const { problem, services } = found;
  const isShared =
    services.length === 0 &&
    (problem.kind === 'python-version-named' || problem.kind === 'base-named-elsewhere');
  if (!isShared || !isStillUsed) return found;
  const { fixes: _, ...rest } = found;
  return { ...rest, severity: 'note' };
}
