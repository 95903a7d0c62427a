import { removeImages } from '../demo/remove-images.ts';
import type { Subject } from './subject.ts';

/** Removes every image a contender has made. */
export const removeSubjectImages = ({ scene, namespace }: Subject): Promise<void> =>
  removeImages(scene, `${namespace}/*`);
