import type { ResolvedDigest } from '../engine/docker/resolve-digest';
import { formatProblem } from '../problems/format-problem';
import type { UpgradeProblem } from '../problems/kinds/upgrades/upgrade-problem';

/** A reference as it is to be written. */
export type PinnedReference =
  | { readonly reference: string }
  | {
      /** Why it has no digest. */
      readonly warning: Extract<UpgradeProblem, { readonly kind: 'base-unpinned' }>;
    };

/**
 * A reference with the digest that the engine names for it. One that has a digest stays as it is.
 *
 * @param stack project that is to start from it
 */
export function pinReference(
  reference: string,
  answer: ResolvedDigest,
  stack: string,
): PinnedReference {
  if (reference.includes('@')) return { reference };
  if ('digest' in answer) return { reference: `${reference}@${answer.digest}` };
  // What to do about it is told by the warning itself.
  const why = formatProblem(answer.problem).replace(/\n {2}[^\n]*$/, '');
  return {
    warning: { kind: 'base-unpinned', reference, stack, why: why.replace(/\s*\n\s*/g, ' ') },
  };
}
