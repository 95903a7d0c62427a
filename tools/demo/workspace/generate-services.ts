import { runShown } from '../run-shown.ts';
import type { Scene } from '../scene.ts';

/** Generates a stack and two services in a fresh workspace, by the commands a user types. */
export async function generateServices(scene: Scene): Promise<void> {
  const nx = (...args: readonly string[]): Promise<string> => runShown(scene, 'nx', args);
  // What `nx add nx-slipway` runs after it has installed the package.
  await nx('g', 'nx-slipway:init');
  await nx('g', 'nx-slipway:stack', 'python');
  await nx('build-image', 'python');
  await nx('g', 'nx-slipway:service', 'api', '--role=http');
  await nx('g', 'nx-slipway:service', 'worker', '--role=dramatiq');
}
