import type { Engine, EngineContext } from '../../engine/engine';
import { type Comparison, compareFacts } from '../../images/comparison/compare-facts';
import type { Problem } from '../../problems/problem';
import { readImageFacts } from './read-image-facts';

/** Compares two images of an engine's store. @param distribution normalised name of the project in both */
export async function compareImages(
  references: { readonly before: string; readonly after: string },
  distribution: string,
  engine: Pick<Engine, 'containerCommand' | 'classifyFailure' | 'readImageSizes'>,
  context: EngineContext,
): Promise<{ readonly comparison: Comparison } | { readonly problems: readonly Problem[] }> {
  const read = (reference: string) => readImageFacts({ reference, distribution }, engine, context);
  const [before, after] = [await read(references.before), await read(references.after)];
  if ('facts' in before && 'facts' in after) {
    return { comparison: compareFacts(before.facts, after.facts) };
  }
  return { problems: [before, after].flatMap((each) => ('problem' in each ? [each.problem] : [])) };
}
