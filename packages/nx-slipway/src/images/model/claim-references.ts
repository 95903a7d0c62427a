import type { DockerfileProblem } from '../../problems/dockerfile-problem';
import type { FoundImages } from './find-images';
import type { Image } from './image';
import { imageName } from './image-name';

/**
 * Gives each image a reference of its own: that it asks for, and where two ask for one, the first has
 * it. The other is named by its path, with a problem: nothing can be built from it by that name, but its
 * target stays, and fails for all to see.
 */
export function claimReferences(claims: readonly Image[], namespace: string): FoundImages {
  const problems: DockerfileProblem[] = [];
  const byReference = new Map<string, Image>();
  const refused: Image[] = [];
  for (const image of claims) {
    const { reference } = image;
    const other = byReference.get(reference);
    if (other) {
      const place = { file: image.dockerfile };
      problems.push({ kind: 'image-name-taken', place, reference, other: other.dockerfile });
      refused.push(image);
    } else {
      byReference.set(reference, image);
    }
  }
  for (const image of refused) {
    const id = imageName(image.dockerfile.replaceAll('/', '-') + suffix(image));
    const reference = namespace === '' ? id : `${namespace}/${id}`;
    if (!byReference.has(reference)) byReference.set(reference, { ...image, id, reference });
  }
  const images = [...byReference.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  return { images, problems };
}

function suffix({ name }: Image): string {
  return name === undefined ? '' : `-${name}`;
}
