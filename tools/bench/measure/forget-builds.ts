import { removeImages } from '../../demo/containers/remove-images.ts';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Subject } from '../workspace/subject.ts';

/**
 * Makes the engine forget its whole build cache, and with it the images of all contenders: one that finds its
 * images builds nothing, and would go into the next case without the cache that the others have.
 */
export async function forgetBuilds({ scene }: Subject): Promise<void> {
  await removeImages(scene, '*/slipway-bench-*/*');
  await runQuiet(scene, 'docker', ['buildx', 'prune', '--all', '--force']);
}
