import { runQuiet } from '../run-quiet.ts';
import type { Scene } from '../scene.ts';

/** An image without a tag has a digest for a name. */
const NAME = '{{.Repository}}{{if eq .Tag "<none>"}}@{{.Digest}}{{else}}:{{.Tag}}{{end}}';

/**
 * Removes all names of images that match a pattern. Not their ids: with `--force` the engine removes every name of an id,
 * and another workspace that is built from the same files has the same ids.
 */
export async function removeImages(scene: Scene, pattern: string): Promise<void> {
  const list = ['image', 'ls', '--digests', `--format=${NAME}`, `--filter=reference=${pattern}`];
  const text = await runQuiet(scene, 'docker', list);
  const names = [...new Set(text.split('\n').filter((name) => name !== ''))];
  if (names.length > 0) {
    await runQuiet(scene, 'docker', ['image', 'rm', '--force', ...names]);
  }
}
