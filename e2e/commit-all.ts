import { runQuiet } from '../tools/demo/run-quiet.ts';
import type { Scene } from '../tools/demo/scene.ts';

/** Commits everything there is in the workspace. */
export const commitAll = async (scene: Scene, message: string): Promise<void> => {
  await runQuiet(scene, 'git', ['add', '--all']);
  await runQuiet(scene, 'git', [
    ...['-c', 'user.name=e2e', '-c', 'user.email=e2e@slipway.example'],
    ...['commit', '--quiet', '--message', message],
  ]);
};
