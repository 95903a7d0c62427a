import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import type { Problem } from '../../../problems/problem';
import type { UpgradeOptions } from '../upgrade-options';

type BlockingOptions = Pick<
  UpgradeOptions,
  'allowProblems' | 'allowUnchecked' | 'applyFixes' | 'relock' | 'digest' | 'verify'
>;

/**
 * Returns what keeps everything from being written: problems that are not fixed, and, where there is something to
 * write, questions that nobody has answered. What an upgrade is proven by on the new base answers them as well.
 */
export function blockingProblems(
  plans: readonly UpgradePlan[],
  options: BlockingOptions,
): readonly Problem[] {
  const { allowProblems, allowUnchecked, applyFixes, relock, digest, verify } = options;
  const problems = plans.flatMap(({ findings }) =>
    findings.filter(({ severity, problem, fixes = [], needsLock }) => {
      if (digest && problem.kind === 'upgrade-digest-unknown') return true;
      if (severity !== 'problem' || allowProblems) return false;
      return !(applyFixes && fixes.length > 0) && !(relock && needsLock && fixes.length === 0);
    }),
  );
  if (problems.length > 0) return [{ kind: 'upgrade-blocked', count: problems.length }];
  if (allowProblems || allowUnchecked || verify) return [];
  const unanswered = plans
    .filter(({ places }) => places.length > 0)
    .flatMap(({ findings }) => findings.filter(({ isUnanswered }) => isUnanswered));
  return unanswered.length === 0 ? [] : [{ kind: 'upgrade-unanswered', count: unanswered.length }];
}
