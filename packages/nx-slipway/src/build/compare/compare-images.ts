import type { Engine, EngineContext } from '../../engine/engine';
import { type Comparison, compareAdoptedImages } from '../../images/facts/compare-adopted-images';
import type { Problem } from '../../problems/problem';
import { readAdopted } from './read-adopted';

/** Compares two images of an engine's store. @param distribution normalised name of the project in both */
export async function compareImages(
  references: { readonly before: string; readonly after: string },
  distribution: string,
  engine: Pick<Engine, 'containerCommand' | 'classifyFailure' | 'readImageSizes'>,
  context: EngineContext,
): Promise<{ readonly comparison: Comparison } | { readonly problems: readonly Problem[] }> {
  const read = (reference: string) => readAdopted({ reference, distribution }, engine, context);
  const [before, after] = [await read(references.before), await read(references.after)];
  if ('image' in before && 'image' in after) {
    return { comparison: compareAdoptedImages(before.image, after.image) };
  }
  return { problems: [before, after].flatMap((each) => ('problem' in each ? [each.problem] : [])) };
}
