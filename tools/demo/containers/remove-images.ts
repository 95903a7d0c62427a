import { runQuiet } from '../run-quiet.ts';
import type { Scene } from '../scene.ts';

/** Removes all images with a reference of a pattern. */
export async function removeImages(scene: Scene, pattern: string): Promise<void> {
  const reference = `--filter=reference=${pattern}`;
  const images = await runQuiet(scene, 'docker', ['image', 'ls', '--quiet', reference]);
  const ids = [...new Set(images.split('\n').filter((id) => id !== ''))];
  if (ids.length > 0) {
    await runQuiet(scene, 'docker', ['image', 'rm', '--force', ...ids]);
  }
}
