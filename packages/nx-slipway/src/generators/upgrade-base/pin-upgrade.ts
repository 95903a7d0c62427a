import type { ResolvedDigest } from '../../engine/docker/resolve-digest';
import { finding } from '../../images/upgrade/check-facts';
import { mergeFindings } from '../../images/upgrade/finding';
import type { UpgradePlan } from '../../images/upgrade/upgrade-plan';
import { pinReference } from '../pin-reference';

/**
 * An upgrade with what the engine says of its reference: the digest goes into the plan, an image that
 * no registry has is a problem. Where no engine answers, the reference stays as given, and one that is
 * pinned already keeps its digest.
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
  const found = (each: Parameters<typeof finding>): UpgradePlan => ({
    ...plan,
    findings: mergeFindings([...plan.findings, finding(...each)]),
  });
  if ('problem' in answer && answer.problem.kind === 'reference-unknown') {
    return found(['problem', answer.problem]);
  }
  if (!pin) return settled(plan);
  const pinned = pinReference(to, answer, stack);
  if ('reference' in pinned) return settled({ ...plan, to: pinned.reference });
  const { warning } = pinned;
  if (digest) {
    const { why } = warning;
    return {
      ...found(['unchecked', { kind: 'upgrade-digest-unknown', reference: to, why }]),
      places: [],
    };
  }
  return from.startsWith(`${to}@`)
    ? settled({ ...found(['unchecked', { ...warning, kind: 'base-digest-unchecked' }]), to: from })
    : settled(found(['warning', warning]));
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
