import { runQuiet } from '../../demo/run-quiet.ts';
import { imagesOf } from '../workspace/images-of.ts';
import type { Subject } from '../workspace/subject.ts';

/**
 * Pushes what is in the engine's store of the images of all services. One after the other: pushes at the same
 * time send a layer that images share once for each of them.
 */
export async function pushImages(subject: Subject): Promise<void> {
  for (const image of imagesOf(subject)) {
    await runQuiet(subject.scene, 'docker', ['image', 'push', '--quiet', image]);
  }
}
