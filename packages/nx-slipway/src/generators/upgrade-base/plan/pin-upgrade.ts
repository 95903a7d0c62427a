import type { ResolvedDigest } from '../../../engine/docker/resolve-digest';
import { finding } from '../../../images/upgrade/check-facts';
import { mergeFindings, type Severity } from '../../../images/upgrade/finding';
import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import type { Problem } from '../../../problems/problem';
import { pinReference, whyUnanswered } from '../../pin-reference';

/**
 * An upgrade with what the engine says of its reference: the digest goes into the plan, an image that
 * no registry has is a problem. Where no engine answers, the reference stays as given, and one that is
 * pinned already keeps its digest; whether there is such an image nobody knows then.
 *
 * @param options.pin whether the digest is to be written
 * @param options.digest whether the digest is all that is to be written
 */
export function pinUpgrade(
  plan: UpgradePlan,
  answer: ResolvedDigest,
  { pin, digest = false }: { readonly pin: boolean; readonly digest?: boolean },
): UpgradePlan {
  const { from, to, stack } = plan;
  const found = (severity: Severity, problem: Problem, isUnanswered = true): UpgradePlan => ({
    ...plan,
    findings: mergeFindings([
      ...plan.findings,
      finding(severity, problem, [], { ...(isUnanswered && { isUnanswered }) }),
    ]),
  });
  if ('problem' in answer && answer.problem.kind === 'reference-unknown') {
    return found('problem', answer.problem, false);
  }
  const pinned = pin ? pinReference(to, answer, stack) : { reference: to };
  if ('warning' in pinned) {
    const { warning } = pinned;
    const { why } = warning;
    if (digest) {
      return {
        ...found('unchecked', { kind: 'upgrade-digest-unknown', reference: to, why }),
        places: [],
      };
    }
    return from.startsWith(`${to}@`)
      ? settled({ ...found('unchecked', { ...warning, kind: 'base-digest-unchecked' }), to: from })
      : settled(found('warning', warning));
  }
  const { reference } = pinned;
  if (!('problem' in answer)) return settled({ ...plan, to: reference });
  const why = whyUnanswered(answer.problem);
  return settled({
    ...found('unchecked', { kind: 'base-image-unchecked', reference, why }),
    to: reference,
  });
}

/** Whether the plan holds without an engine: the reference is everywhere, as it is to be. */
export function isSettled(
  { places, to }: UpgradePlan,
  { pin }: { readonly pin: boolean },
): boolean {
  return (
    places.every(({ old, text = to }) => old === text) &&
    (!pin || to.includes('@') || places.every(({ text }) => text !== undefined))
  );
}

/** A plan without the places that have its reference already. */
export function settled(plan: UpgradePlan): UpgradePlan {
  return { ...plan, places: plan.places.filter(({ old, text = plan.to }) => old !== text) };
}
