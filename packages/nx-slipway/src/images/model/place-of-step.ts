import type { Dockerfile } from '../../dockerfile/dockerfile';
import type { Place } from '../../problems/place';

/**
 * The instruction of a Dockerfile that the engine calls a step by. Undefined for a step of a file that
 * was made for the run, and for one in which the engine has filled in variables.
 */
export function placeOfStep({ file, stages }: Dockerfile, step: string): Place | undefined {
  const wanted = squeezed(step);
  const found = stages
    .flatMap(({ instructions }) => instructions)
    .find(({ text }) => squeezed(text) === wanted);
  return found && { file, line: found.line };
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
