import type { PackageIndex } from '../../engine/engine.ts';
import { runShown } from '../run-shown.ts';
import type { Scene } from '../scene.ts';
import { addLibrary } from './add-library.ts';
import { addProjects } from './add-projects.ts';
import { generateServices } from './generate-services.ts';

/**
 * Fills a fresh workspace by the commands a user types: a stack, two new services, and images for projects
 * that were there before, one with two roles and one that Poetry installs. All use one library.
 */
export async function fillWorkspace(scene: Scene, index: PackageIndex): Promise<void> {
  await generateServices(scene);

  console.log(
    '\nProjects that a team may have already, as plain files: the library libs/greetings, which',
  );
  console.log(
    'all services use; services/shop, an application and a worker; services/mail, of Poetry.',
  );
  await addLibrary(scene.folder);
  await addProjects(scene.folder, index);
  const service = (...args: readonly string[]): Promise<string> =>
    runShown(scene, 'nx', ['g', 'nx-slipway:service', ...args]);
  // Takes mail out of uv's workspace, which could not be locked with it.
  await service('mail', '--role=http', '--installer=poetry');
  // The first one locks what is new in the workspace.
  await service('shop', '--role=http', '--groups=http');
  await service('shop', '--role=dramatiq', '--groups=worker');
}
