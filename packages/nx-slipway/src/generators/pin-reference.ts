import type { ResolvedDigest } from '../engine/docker/resolve-digest';
import { formatProblem } from '../problems/format-problem';
import type { UpgradeProblem } from '../problems/kinds/upgrades/upgrade-problem';
import type { Problem } from '../problems/problem';

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
  const why = whyUnanswered(answer.problem);
  return { warning: { kind: 'base-unpinned', reference, stack, why } };
}

/** Returns why an engine does not know an image, on one line; what to do about it is told beside it. */
export function whyUnanswered(problem: Problem): string {
  return formatProblem(problem)
    .replace(/\n {2}[^\n]*$/, '')
    .replace(/\s*\n\s*/g, ' ');
}
