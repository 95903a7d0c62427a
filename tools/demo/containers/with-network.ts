import { runQuiet } from '../run-quiet.ts';
import type { Scene } from '../scene.ts';
import { removeDockerThing } from './remove-docker-thing.ts';

/** Does `work` while there is a network of that name, and removes it whatever happens. */
export async function withNetwork<T>(
  scene: Scene,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  await removeDockerThing(scene, 'network', name);
  try {
    await runQuiet(scene, 'docker', ['network', 'create', name]);
    return await work();
  } finally {
    await removeDockerThing(scene, 'network', name);
  }
}
