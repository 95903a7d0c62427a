import { removeImages } from '../demo/remove-images.ts';
import { runQuiet } from '../demo/run-quiet.ts';
import type { Subject } from './subject.ts';

/** Makes the engine forget whatever a contender has made, and its whole build cache. */
export const forgetBuilds = async ({ scene, registry, namespace }: Subject): Promise<void> => {
  await removeImages(scene, `${registry}/${namespace}/*`);
  await runQuiet(scene, 'docker', ['buildx', 'prune', '--all', '--force']);
};
