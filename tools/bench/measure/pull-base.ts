import { runQuiet } from '../../demo/run-quiet.ts';
import type { Scene } from '../../demo/scene.ts';
import { defaultBases } from '../../engine/bases/base-images.ts';

/** Has the base image at hand, also when the build cache is emptied. @returns it with its digest */
export async function pullBase(scene: Scene): Promise<string> {
  const image = `python:${defaultBases[0]}`;
  await runQuiet(scene, 'docker', ['pull', '--quiet', image]);
  const format = '{{index .RepoDigests 0}}';
  const pinned = await runQuiet(scene, 'docker', ['image', 'inspect', '--format', format, image]);
  return `${image}@${pinned.split('@')[1]}`;
}
