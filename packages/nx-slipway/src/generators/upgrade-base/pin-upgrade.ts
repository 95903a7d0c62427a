import type { ResolvedDigest } from '../../engine/docker/resolve-digest';
import { pinReference } from '../pin-reference';
import type { UpgradePlan } from './upgrade-plan';

/**
 * An upgrade with what the engine says of its reference: the digest goes into the plan, an image that
 * no registry has is a problem. Where no engine answers, the reference stays as given, and one that is
 * pinned already keeps its digest.
 *
 * @param options.pin whether the digest is to be written
 */
export function pinUpgrade(
  plan: UpgradePlan,
  answer: ResolvedDigest,
  { pin }: { readonly pin: boolean },
): UpgradePlan {
  const { from, to, stack, problems, warnings } = plan;
  if ('problem' in answer && answer.problem.kind === 'reference-unknown') {
    return { ...plan, problems: [...problems, answer.problem] };
  }
  if (!pin) return settled(plan);
  const pinned = pinReference(to, answer, stack);
  if ('reference' in pinned) return settled({ ...plan, to: pinned.reference });
  const { warning } = pinned;
  return from.startsWith(`${to}@`)
    ? settled({
        ...plan,
        to: from,
        warnings: [...warnings, { ...warning, kind: 'base-digest-unchecked' }],
      })
    : settled({ ...plan, warnings: [...warnings, warning] });
}

/** Whether the plan holds without an engine: the reference is there, as it is to be. */
export function isSettled({ from, to }: UpgradePlan, { pin }: { readonly pin: boolean }): boolean {
  return from === to && (!pin || to.includes('@'));
}

function settled(plan: UpgradePlan): UpgradePlan {
  return plan.from === plan.to ? { ...plan, froms: [] } : plan;
}
