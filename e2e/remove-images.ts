import { runQuiet } from '../tools/demo/run-quiet.ts';
import type { Scene } from '../tools/demo/scene.ts';

/** Removes all images of a namespace from the engine's store. */
export const removeImages = async (scene: Scene, namespace: string): Promise<void> => {
  const reference = `--filter=reference=${namespace}/*`;
  const images = await runQuiet(scene, 'docker', ['image', 'ls', '--quiet', reference]);
  const ids = [...new Set(images.split('\n').filter((id) => id !== ''))];
  if (ids.length > 0) {
    await runQuiet(scene, 'docker', ['image', 'rm', '--force', ...ids]);
  }
};
