import { libcOfReference } from '../../dockerfile/stages/check-libc';
import type { GeneratorProblem } from '../../problems/kinds/commands/generator-problem';

/** A problem where the name or tag of an image says that it is no Debian's. */
export function checkApt(reference: string): readonly GeneratorProblem[] {
  return libcOfReference(reference) === 'musl' ? [{ kind: 'base-without-apt', reference }] : [];
}
