import type { EngineProblem } from '../problems/engine-problem';
import type { Step } from './build-log';

/**
 * Why a step failed. What the step itself or the engine says is all there is to tell a missing platform
 * from a step's own failure.
 *
 * @param platform what the step was for, where that is known
 */
export function stepProblem(step: Step, image: string, platform?: string): EngineProblem {
  const detail = [step.output?.trim(), step.error].filter(Boolean).join('\n');
  const [, reference] = /^load metadata for (\S+)$/.exec(step.text) ?? [];
  if (reference && /no match for platform in manifest/.test(detail)) {
    const familiar = reference.replace(/^docker\.io\/(library\/)?/, '');
    return { kind: 'platform-missing', reference: familiar, ...(platform && { platform }) };
  }
  if (/exec format error/i.test(detail)) {
    return { kind: 'platform-not-run', image, step: step.text, ...(platform && { platform }) };
  }
  return NOT_LOADED.test(detail)
    ? { kind: 'platforms-not-loaded', detail: step.error ?? detail }
    : { kind: 'step-failed', image, step: step.text, detail };
}

/** How buildx and BuildKit word that a store holds no image of several platforms. */
export const NOT_LOADED =
  /multi-platform build is not supported for the docker driver|does not (currently )?support exporting manifest lists/i;
