import type { Dockerfile } from '../../dockerfile/dockerfile';
import { imageReferences } from '../../dockerfile/image-references';
import { findStage } from '../../dockerfile/stages/find-stage';
import { reachableStages } from '../../dockerfile/stages/reachable-stages';
import type { Image } from './image';
import { familiarReference } from './image-catalogue';

/**
 * Those of other projects' images that ours are built from, directly or not, in the order given; all
 * that have a name which is referred to, since one alone can be meant.
 *
 * @param dockerfiles by path
 */
export function referredImages(
  images: readonly Image[],
  others: readonly Image[],
  dockerfiles: ReadonlyMap<string, Dockerfile>,
): readonly Image[] {
  const byReference = new Map<string, Image[]>();
  for (const image of others) {
    byReference.set(image.reference, [...(byReference.get(image.reference) ?? []), image]);
  }
  const reached = new Set(images);
  for (const { dockerfile, stage } of reached) {
    const file = dockerfiles.get(dockerfile);
    const target = file && findStage(file, stage);
    const references = file && target ? imageReferences(reachableStages(file, target)) : [];
    for (const { text } of references) {
      for (const image of byReference.get(familiarReference(text)) ?? []) reached.add(image);
    }
  }
  return others.filter((image) => reached.has(image));
}
