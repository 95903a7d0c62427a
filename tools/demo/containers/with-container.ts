import { runQuiet } from '../run-quiet.ts';
import type { Scene } from '../scene.ts';
import { removeDockerThing } from './remove-docker-thing.ts';

/** A container to run. */
export interface Container {
  readonly name: string;
  readonly image: string;
  /** Options of `docker run` before the image. */
  readonly options?: readonly string[];
  readonly command?: readonly string[];
}

/** Does `work` while the container runs, and removes it whatever happens. */
export async function withContainer<T>(
  scene: Scene,
  { name, image, options = [], command = [] }: Container,
  work: () => Promise<T>,
): Promise<T> {
  // One left by a run that was killed outright.
  await removeDockerThing(scene, 'container', name);
  try {
    await runQuiet(scene, 'docker', [
      ...['run', '--detach', '--name', name, ...options, image],
      ...command,
    ]);
    return await work();
  } finally {
    await removeDockerThing(scene, 'container', name);
  }
}
