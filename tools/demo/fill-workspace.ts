import type { PackageIndex } from '../engine/engine.ts';
import { addProjects } from './add-projects.ts';
import { runShown } from './run-shown.ts';
import type { Scene } from './scene.ts';

/**
 * Fills a fresh workspace by the commands a user types: a stack, two new services, and images for projects
 * that were there before, one with two roles and one that Poetry installs. All use one library.
 */
export const fillWorkspace = async (scene: Scene, index: PackageIndex): Promise<void> => {
  const nx = (...args: readonly string[]): Promise<string> => runShown(scene, 'nx', args);
  // What `nx add nx-slipway` runs after it has installed the package.
  await nx('g', 'nx-slipway:init');
  await nx('g', 'nx-slipway:stack', 'python');
  await nx('build-image', 'python');
  await nx('g', 'nx-slipway:service', 'api', '--role=http');
  await nx('g', 'nx-slipway:service', 'worker', '--role=dramatiq');

  console.log(
    '\nProjects that a team may have already, as plain files: the library libs/greetings, which',
  );
  console.log(
    'all services use; services/shop, an application and a worker; services/mail, of Poetry.',
  );
  await addProjects(scene.folder, index);
  // The first one locks what is new in the workspace.
  await nx('g', 'nx-slipway:service', 'shop', '--role=http', '--groups=http');
  await nx('g', 'nx-slipway:service', 'shop', '--role=dramatiq', '--groups=worker');
  await nx('g', 'nx-slipway:service', 'mail', '--role=http', '--installer=poetry');
};
