import type { StepProblem } from '../../problems/kinds/builds/step-problem';
import type { Step } from './build-log';

/** How programs in steps, BuildKit and containerd word that a disk is full. */
export const DISK_FULL = /no space left on device|disk quota exceeded/i;

/**
 * Classifies a step that found the engine's disk full: a program in it, or the engine itself as it
 * unpacked or exported layers. Undefined where it failed for something else.
 */
export function diskFailure(
  { error = '', isInstruction }: Pick<Step, 'error' | 'isInstruction'>,
  facts: { readonly image: string; readonly step: string; readonly detail: string },
): StepProblem | undefined {
  if (!DISK_FULL.test(facts.detail)) return undefined;
  // The engine names the whole way to the write that failed, in folders of its own.
  const [sentence] = isInstruction
    ? []
    : (new RegExp(`[^:\\n]+: (?:${DISK_FULL.source})`, 'i').exec(error) ?? []);
  return { kind: 'step-disk-full', ...facts, ...(sentence && { detail: sentence.trim() }) };
}
