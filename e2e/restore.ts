import { runQuiet } from '../tools/demo/run-quiet.ts';
import { scene } from './scene.ts';

/** Takes back every change and commit since the workspace was made. What git ignores stays. */
export const restore = async (): Promise<void> => {
  const first = await runQuiet(scene, 'git', ['rev-list', '--max-parents=0', 'HEAD']);
  await runQuiet(scene, 'git', ['reset', '--quiet', '--hard', first]);
  await runQuiet(scene, 'git', ['clean', '--quiet', '--force', '-d']);
};
