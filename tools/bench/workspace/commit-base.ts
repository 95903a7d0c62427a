import type { Scene } from '../../demo/scene.ts';
import { commitChange } from './commit-change.ts';

/** Has all images of a workspace that is as it was at first start from another base, and commits that. */
export async function commitBase(scene: Scene, reference: string): Promise<void> {
  await commitChange(scene, 'images/python/Dockerfile', (text) =>
    text.replace(/^FROM python:\S+/m, `FROM ${reference}`),
  );
}
