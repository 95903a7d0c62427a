import type { EngineProblem } from '../../problems/kinds/builds/engine-problem';
import type { StepProblem } from '../../problems/kinds/builds/step-problem';
import type { Step } from './build-log';

/**
 * What of platforms made a step fail; undefined where it failed by itself. What the step or the engine
 * says is all there is to tell.
 *
 * @param detail the end of the step's output, and the engine's own sentence
 * @param platform what the step was for, where that is known
 */
export function platformFailure(
  step: Step,
  { image, detail, platform }: { image: string; detail: string; platform: string | undefined },
): EngineProblem | StepProblem | undefined {
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
    : undefined;
}

/** How buildx and BuildKit word that a store holds no image of several platforms. */
export const NOT_LOADED =
  /multi-platform build is not supported for the docker driver|does not (currently )?support exporting manifest lists/i;
