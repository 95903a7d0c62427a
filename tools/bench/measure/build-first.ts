import { restoreWorkspace } from '../../demo/workspace/restore-workspace.ts';
import { pushImages } from '../registry/push-images.ts';
import type { Subject } from '../workspace/subject.ts';

/** Brings a contender to where all is built, the images are in the registry too, and nothing has changed. */
export async function buildFirst(subject: Subject): Promise<void> {
  const { scene, builder } = subject;
  await restoreWorkspace(scene);
  await builder.build(scene, { which: 'all', to: 'store' });
  await pushImages(subject);
}
