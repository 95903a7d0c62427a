import { runQuiet } from '../run-quiet.ts';
import type { Scene } from '../scene.ts';

/** Commits everything there is in the workspace. */
export async function commitAll(scene: Scene, message: string): Promise<void> {
  await runQuiet(scene, 'git', ['add', '--all']);
  await runQuiet(scene, 'git', [
    ...['-c', 'user.name=slipway', '-c', 'user.email=slipway@slipway.example'],
    ...['commit', '--quiet', '--message', message],
  ]);
}
