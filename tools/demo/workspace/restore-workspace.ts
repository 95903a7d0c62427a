import { runQuiet } from '../run-quiet.ts';
import type { Scene } from '../scene.ts';

/** Takes back every change and commit since a workspace's first one. What git ignores stays. */
export async function restoreWorkspace(scene: Scene): Promise<void> {
  const first = await runQuiet(scene, 'git', ['rev-list', '--max-parents=0', 'HEAD']);
  await runQuiet(scene, 'git', ['reset', '--quiet', '--hard', first]);
  await runQuiet(scene, 'git', ['clean', '--quiet', '--force', '-d']);
}
