import { addLibrary } from './add-library.ts';
import { relock } from './relock.ts';
import { runShown } from './run-shown.ts';
import type { Scene } from './scene.ts';

/**
 * Generates a stack, two services and a library they share in a fresh workspace, by the commands a user
 * types.
 * @param namespace of the workspace's images
 */
export const fillWorkspace = async (scene: Scene, namespace: string): Promise<void> => {
  const nx = (...args: readonly string[]): Promise<string> => runShown(scene, 'nx', args);
  // What `nx add nx-slipway` runs after it has installed the package.
  await nx('g', 'nx-slipway:init');
  await nx('g', 'nx-slipway:stack', 'python');
  await nx('build-image', 'python');
  await nx('g', 'nx-slipway:service', 'api', '--role=http');
  await nx('g', 'nx-slipway:service', 'worker', '--role=dramatiq');

  console.log('\nA library that both services use: libs/greetings, written as plain files.');
  await addLibrary(scene.folder);
  await relock(scene, namespace);
  await nx('sync');
};
